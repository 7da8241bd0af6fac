package texttovideo.conv;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * A thread that runs ND4J's operations one by one, each on this thread alone. Two such threads side by side use two cores
 * better than operations that each split over two (whose helpers spin while they wait), and give the same bits however many
 * cores there are.
 */
public final class Nd4jThread implements AutoCloseable {
  private static final WorkspaceConfiguration MEMORY = WorkspaceConfiguration.builder()
      .policyAllocation(AllocationPolicy.OVERALLOCATE).overallocationLimit(0.1)
      .policyLearning(LearningPolicy.FIRST_LOOP).policyReset(ResetPolicy.BLOCK_LEFT)
      .policySpill(SpillPolicy.REALLOCATE).build();

  private final String name;
  private final ExecutorService thread;

  /** Starts a thread; {@link #close} ends it. */
  public Nd4jThread(String name) {
    this.name = name;
    thread = Executors.newSingleThreadExecutor(task -> {
      Thread each = new Thread(task, name);
      each.setDaemon(true);
      return each;
    });
    thread.execute(Nd4jThread::useOneCore);
  }

  /** From now on, every operation that the calling thread asks for runs on this thread alone; matrix products on all threads. */
  public static void useOneCore() {
    Nd4j.getExecutioner();     // loads the native library; its holder fails when it is asked first
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    openblas_nolapack.blas_set_num_threads(1);     // matrix products have helpers of their own
  }

  /**
   * Runs a task on this thread. Arrays that it makes live in the thread's workspace, whose memory the next task uses again:
   * a task returns Java arrays.
   */
  public <T> CompletableFuture<T> start(Supplier<T> task) {
    return CompletableFuture.supplyAsync(() -> {
      try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace(MEMORY, name)) {
        return task.get();
      }
    }, thread);
  }

  /**
   * Keeps the arrays of tasks until it is closed, so that a backward pass can be another task than its forward pass. Tasks
   * that are started on the thread itself meanwhile have their own memory as always. One may be open at a time.
   */
  public Scope open() {
    return new Scope();
  }

  /** Memory for several tasks of a thread. */
  public final class Scope implements AutoCloseable {
    private MemoryWorkspace memory;      // touched by the thread only

    private Scope() {
      thread.execute(() -> memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace(MEMORY, name + " kept"));
    }

    /** Runs a task on the thread; its arrays stay until this scope is closed. */
    public <T> CompletableFuture<T> start(Supplier<T> task) {
      return CompletableFuture.supplyAsync(task, thread);
    }

    @Override
    public void close() {
      thread.execute(() -> memory.close());
    }
  }

  /**
   * Runs a task in the calling thread, its operations on this thread alone. Arrays that it makes live in memory of this
   * thread, which the next such task uses again: a task returns Java arrays.
   */
  public static <T> T here(Supplier<T> task) {
    useOneCore();
    try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace(MEMORY, "here")) {
      return task.get();
    }
  }

  @Override
  public void close() {
    thread.execute(() -> Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread());
    thread.shutdown();
  }
}

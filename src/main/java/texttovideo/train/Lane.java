package texttovideo.train;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.factory.Nd4j;
import texttovideo.model.OneCore;

/**
 * A thread that runs ND4J's operations one by one, each on this thread alone. Two lanes side by side use two cores better
 * than operations that each split over two (whose helpers spin while they wait), and give the same bits however many cores
 * there are.
 */
final class Lane implements AutoCloseable {
  private static final WorkspaceConfiguration MEMORY = WorkspaceConfiguration.builder()
      .policyAllocation(AllocationPolicy.OVERALLOCATE).overallocationLimit(0.1)
      .policyLearning(LearningPolicy.FIRST_LOOP).policyReset(ResetPolicy.BLOCK_LEFT)
      .policySpill(SpillPolicy.REALLOCATE).build();

  private final String name;
  private final ExecutorService thread;

  Lane(String name) {
    this.name = name;
    thread = Executors.newSingleThreadExecutor(task -> {
      Thread lane = new Thread(task, name);
      lane.setDaemon(true);
      return lane;
    });
    thread.submit(OneCore::forThisThread);
  }

  /**
   * Runs a task on this lane. Arrays that it makes live in the lane's workspace, whose memory the next task uses again: a
   * task returns Java arrays.
   */
  <T> CompletableFuture<T> start(Supplier<T> task) {
    return CompletableFuture.supplyAsync(() -> {
      try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace(MEMORY, name)) {
        return task.get();
      }
    }, thread);
  }

  @Override
  public void close() {
    thread.submit(() -> Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread());
    thread.shutdown();
  }
}

package texttovideo.model;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J's operations on the thread that asks for them. Ours are small: split over two cores, one clip took 24 ms of
 * processor time, most of it spent by helper threads waiting for each other; on one core it takes 3.
 */
public final class OneCore {
  private OneCore() {
  }

  /** From now on, every operation that the calling thread asks for runs on this thread alone. */
  public static void forThisThread() {
    Nd4j.getExecutioner();     // loads the native library; its holder fails when it is asked first
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    openblas_nolapack.blas_set_num_threads(1);     // matrix products have helpers of their own, for all threads
  }
}

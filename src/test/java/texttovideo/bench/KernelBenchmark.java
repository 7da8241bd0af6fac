package texttovideo.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import texttovideo.conv.Conv2d;
import texttovideo.conv.Nd4jThread;
import texttovideo.model.ClipGenerator;
import texttovideo.model.Discriminator;
import texttovideo.nn.Gradients;
import texttovideo.nn.Initializer;
import texttovideo.nn.Layer;
import texttovideo.nn.Parameter;

/**
 * How many floating-point operations a second one core does: in a large matrix product, which is the most it can, and in every
 * convolution of both discriminators, at the sizes of a training step.
 */
@BenchmarkMode(Mode.Throughput)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class KernelBenchmark {
  private static final int SIDE = 1024;
  private static final int CLIPS = 32;      // generated clips of a step; a discriminator sees as many true ones beside them

  /** Counts multiplications and additions; JMH divides them by the seconds. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Work {
    /** Operations so far. */
    public long flops;
  }

  /** Two square matrices and room for their product. */
  @State(Scope.Thread)
  public static class Matrices {
    final INDArray a = uniform(SIDE, SIDE);
    final INDArray b = uniform(SIDE, SIDE);
    final INDArray product = uniform(SIDE, SIDE).dup('f');     // as the library wants it
  }

  /** One convolution of a discriminator. */
  @State(Scope.Thread)
  public static class Convolution {
    /** Whose. */
    @Param({"clips", "pairs"})
    public String discriminator;

    /** Which, from 1. */
    @Param({"1", "2", "3", "4"})
    public int layer;

    Conv2d convolution;
    Layer.Pass<INDArray> pass;
    INDArray input;
    INDArray dOutput;
    INDArray dGenerated;       // the same for the generated half
    long flopsAClip;

    /** Takes kernels and channels from the discriminator itself; those of 4x4 halve their input, the others keep its size. */
    @Setup
    public void build() {
      Nd4jThread.useOneCore();
      ClipGenerator.Shape shape = new ClipGenerator.Shape(10, 3, 64);
      Initializer start = Initializer.normal(new SplittableRandom(1));
      boolean clips = discriminator.equals("clips");
      Discriminator whole = clips ? Discriminator.ofClips(shape, 28, start) : Discriminator.ofPairs(shape, 28, start);
      List<int[]> kernels = whole.parameters().byName().values().stream().map(Parameter::shape)
          .filter(each -> each.length == 4).toList();
      int size = clips ? shape.pixels() / 2 : shape.pixels();
      for (int before = 0; before < layer - 1; before++) {
        size /= stride(kernels.get(before));
      }
      int[] kernel = kernels.get(layer - 1);      // [kernel, kernel, in, out]
      int stride = stride(kernel);
      convolution = new Conv2d(start, kernel[2], kernel[3], kernel[0], stride, 1);
      input = uniform(2 * CLIPS, kernel[2], size, size);
      dOutput = uniform(2 * CLIPS, kernel[3], size / stride, size / stride);
      dGenerated = uniform(CLIPS, kernel[3], size / stride, size / stride);
      flopsAClip = 2L * kernel[0] * kernel[1] * kernel[2] * kernel[3] * (size / stride) * (size / stride);
      pass = convolution.forward(input);
    }

    private static int stride(int[] kernel) {
      return kernel[0] == 4 ? 2 : 1;
    }
  }

  /** The matrix product. */
  @Benchmark
  public INDArray gemm(Matrices matrices, Work work) {
    Nd4jThread.useOneCore();
    work.flops += 2L * SIDE * SIDE * SIDE;
    return matrices.a.mmuli(matrices.b, matrices.product);
  }

  /** What all clips give. */
  @Benchmark
  public long forward(Convolution on, Work work) {
    work.flops += 2 * CLIPS * on.flopsAClip;
    try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace("forward")) {
      return on.convolution.forward(on.input).output().length();
    }
  }

  /** The gradients at weights and bias, one convolution's work, and, but for a first layer, at the input, another's. */
  @Benchmark
  public void learning(Convolution on, Work work) {
    work.flops += (on.layer == 1 ? 1L : 2L) * 2 * CLIPS * on.flopsAClip;
    try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace("learning")) {
      if (on.layer == 1) {
        on.pass.learn(on.dOutput, new Gradients());
      } else {
        on.pass.backward(on.dOutput, new Gradients());
      }
    }
  }

  /** The gradient at generated clips alone. */
  @Benchmark
  public long advising(Convolution on, Work work) {
    work.flops += CLIPS * on.flopsAClip;
    try (MemoryWorkspace memory = Nd4j.getWorkspaceManager().getAndActivateWorkspace("advising")) {
      return on.pass.backward(on.dGenerated, Gradients.NONE).length();
    }
  }

  private static INDArray uniform(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape);
  }
}

package texttovideo.bench;

import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import texttovideo.data.Manifest;
import texttovideo.generate.TextToVideo;
import texttovideo.text.Prompt;
import texttovideo.video.Clip;

/** How many true clips are drawn, and how many clips generated, a second. */
@BenchmarkMode(Mode.Throughput)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class ClipBenchmark {
  private static final int CLIPS = 10_000;

  /** The shipped model. */
  @State(Scope.Thread)
  public static class Model {
    private final TextToVideo model = TextToVideo.shipped();
    private int made;

    Clip next() {
      made++;
      return model.generate(Prompt.all().get(made % Prompt.all().size()), made);
    }
  }

  /**
   * The whole data set, table and clips, on all cores. Its pixels are 1.2 GB, the memory allowed is a fifth of it: no clip
   * outlives its turn.
   */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "-Xmx256m")
  @OperationsPerInvocation(CLIPS)
  public void synthesis(Blackhole hole) {
    Manifest manifest = Manifest.synthesize(CLIPS, 1);
    IntStream.range(0, CLIPS).parallel().forEach(row -> hole.consume(manifest.clip(row)));
  }

  /** One generated clip after the other. */
  @Benchmark
  public Clip generation(Model model) {
    return model.next();
  }
}

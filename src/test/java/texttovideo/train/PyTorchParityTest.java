package texttovideo.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import texttovideo.model.ClipEncoder;
import texttovideo.model.ClipGenerator;
import texttovideo.model.ConvConfig;
import texttovideo.model.ConvGenerator;
import texttovideo.model.Discriminator;
import texttovideo.model.SpriteGenerator;
import texttovideo.nn.Initializer;
import texttovideo.nn.Parallel;
import texttovideo.nn.Parameters;
import texttovideo.nn.SafeTensors;
import texttovideo.world.DrawnWorld;

/**
 * The stored comparison of training steps with the same steps in PyTorch ({@code environment/bench/pytorch_step.py}, run by
 * {@code environment/benchmark.py --parity}): it found losses and gradients equal, is of these networks and of this step,
 * and would have noticed a fault.
 */
class PyTorchParityTest {
  private static final double TOLERANCE = 6e-5;      // of the largest number; single precision, sums in another order
  private static final double NOTICED = 5e-4;        // likewise, of a program with a fault
  private static final double MOVES = 1e-3;          // of the learning rate, 1e-3; a weight of 1 to 2 is rounded to 1.2e-7
  private static final double MACHINES = 1e-4;       // of losses and norms; another processor rounds otherwise in this one step
  private static final Set<String> NETWORKS = Set.of("generator", "encoder", "clips", "pairs");

  /** One line of the comparison. */
  private record Row(String part, String what, String name, int numbers, double java, double difference) {
    static Row of(String line) {
      String[] cells = line.split(",", -1);
      return new Row(cells[0], cells[1], cells[2], Integer.parseInt(cells[3]), Double.parseDouble(cells[4]),
          Double.parseDouble(cells[5]));
    }

    boolean isGradient() {
      return NETWORKS.contains(what);
    }

    String key() {
      return what + " " + name;
    }
  }

  private static List<Row> rows(StepExport.Part part) throws IOException {
    return Files.readAllLines(Path.of("environment", "bench", "pytorch-parity.csv")).stream().skip(1).map(Row::of)
        .filter(row -> row.part.equals(part.label())).toList();
  }

  @ParameterizedTest
  @EnumSource(StepExport.Part.class)
  void theNetworksHaveTheSameParameters(StepExport.Part part) throws IOException {
    Initializer start = Initializer.normal(new SplittableRandom(1));
    ClipGenerator sprite = new SpriteGenerator(DrawnWorld.sizes(), start, Parallel.NONE);
    ClipGenerator.Shape shape = sprite.shape();
    int words = sprite.vocabulary();
    ClipGenerator generator = part == StepExport.Part.SPRITE ? sprite
        : new ConvGenerator(ConvConfig.standard(words, shape), start);
    Map<String, Parameters> networks = part == StepExport.Part.ENCODER
        ? Map.of("encoder", new ClipEncoder(shape, words, generator.noiseSize(), start).parameters())
        : Map.of("clips", Discriminator.ofClips(shape, words, start).parameters(),
            "pairs", Discriminator.ofPairs(shape, words, start).parameters());
    Map<String, Integer> ours = new TreeMap<>();
    Stream.concat(Stream.of(Map.entry("generator", generator.parameters())), networks.entrySet().stream())
        .forEach(network -> network.getValue().byName()
            .forEach((name, parameter) -> ours.put(network.getKey() + " " + name, parameter.length())));
    assertEquals(ours, rows(part).stream().filter(Row::isGradient)
        .collect(Collectors.toMap(Row::key, Row::numbers, Integer::sum, TreeMap::new)));
  }

  @ParameterizedTest
  @EnumSource(StepExport.Part.class)
  void lossesGradientsAndMovesAreTheSame(StepExport.Part part) throws IOException {
    List<Row> compared = rows(part).stream().filter(row -> !row.what.equals("fault")).toList();
    for (Row row : compared) {
      double allowed = row.what.equals("adam") ? MOVES : TOLERANCE;
      assertTrue(row.difference >= 0 && row.difference <= allowed, row::toString);
    }
    assertEquals(part == StepExport.Part.ENCODER ? Set.of("reconstruction", "KL") : Set.copyOf(Discriminators.COLUMNS),
        compared.stream().filter(row -> row.what.equals("loss")).map(Row::name).collect(Collectors.toSet()));
    assertEquals(compared.stream().filter(Row::isGradient).map(Row::what).collect(Collectors.toSet()),
        compared.stream().filter(row -> row.what.equals("adam")).map(Row::name).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @EnumSource(StepExport.Part.class)
  void aFaultWouldBeNoticed(StepExport.Part part) throws IOException {
    List<Row> faults = rows(part).stream().filter(row -> row.what.equals("fault")).toList();
    assertFalse(faults.isEmpty());
    for (Row row : faults) {
      assertTrue(row.difference >= NOTICED, row::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(StepExport.Part.class)
  void theComparisonIsOfTodaysStep(StepExport.Part part) throws IOException {
    SafeTensors step = StepExport.of(part);
    for (Row row : rows(part)) {
      if (row.what.equals("loss")) {
        double now = Double.parseDouble(step.metadata().get("loss " + row.name));
        assertEquals(row.java, now, MACHINES * Math.abs(row.java), row::toString);
      } else if (row.isGradient()) {
        double now = norm(step.tensors().get("gradient." + row.what + "." + row.name).values());
        assertEquals(row.java, now, MACHINES * row.java, row::toString);
      }
    }
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}

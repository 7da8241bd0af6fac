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
import org.junit.jupiter.api.Test;
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
import texttovideo.nn.Tensor;
import texttovideo.world.DrawnWorld;

/**
 * The stored comparison of training steps with the same steps in PyTorch ({@code environment/bench/pytorch_step.py}, run by
 * {@code environment/benchmark.py --parity}): it found losses and gradients equal, is of these networks and of this step,
 * and would have noticed a fault.
 */
class PyTorchParityTest {
  private static final double TOLERANCE = 1e-4;      // of the largest number; single precision, sums in another order
  private static final double NOTICED = 10 * TOLERANCE;
  private static final double MOVES = 1e-3;          // of the learning rate, 1e-3; a weight of 1 to 2 is rounded to 1.2e-7
  // Another processor rounds otherwise in the steps before this one; an Intel Xeon and an AMD EPYC differ by up to 0.0024, 3% and 48%.
  // Adam's first moves have one size, whatever the gradient's, so rounding may decide which way a parameter goes.
  private static final double LOSSES_OF_MACHINES = 0.01;
  private static final double GRADIENTS_OF_MACHINES = 0.1;
  private static final double GENERATORS_OF_MACHINES = 1;
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

  @Test
  void theComparisonIsOfTodaysStep() throws IOException {
    SafeTensors step = StepExport.of(StepExport.Part.SPRITE);
    for (Row row : rows(StepExport.Part.SPRITE)) {
      if (row.what.equals("loss")) {
        assertEquals(row.java, Double.parseDouble(step.metadata().get("loss " + row.name)), LOSSES_OF_MACHINES, row::toString);
      } else if (row.isGradient()) {
        Tensor gradient = step.tensors().get("gradient." + row.what + "." + row.name);
        double now = norm(gradient.values());
        double least = Math.min(row.java, now);
        assertEquals(row.java, now, least * (row.what.equals("generator") ? GENERATORS_OF_MACHINES : GRADIENTS_OF_MACHINES),
            row::toString);
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

package texttovideo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may import which: the only place where the table stands. */
class ArchitectureTest {
  private static final String ROOT = ArchitectureTest.class.getPackageName();
  private static final List<String> NATIVE = List.of("org.nd4j", "org.bytedeco", "org.deeplearning4j");
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    MAY_IMPORT.put("text", List.of());
    MAY_IMPORT.put("video", List.of());
    MAY_IMPORT.put("nn", List.of());
    MAY_IMPORT.put("conv", List.of("nn"));
    MAY_IMPORT.put("scene", List.of("text", "video"));
    MAY_IMPORT.put("data", List.of("text", "scene", "video"));
    MAY_IMPORT.put("model", List.of("text", "video", "nn", "conv"));
    MAY_IMPORT.put("train", List.of("data", "model", "nn", "conv", "text", "video"));
    // Today's data, its grammar and its generator come together here, and nowhere below.
    MAY_IMPORT.put("world", List.of("text", "data", "model", "nn", "train", "video"));
    MAY_IMPORT.put("generate", List.of("text", "model", "video"));
    // What pages in a browser call; no library but TeaVM's annotations, which nothing else may see.
    MAY_IMPORT.put("web", List.of("text", "video", "nn", "model"));
    // Prompts are words of text: a prediction is held against them.
    MAY_IMPORT.put("eval", List.of("text", "scene", "video"));
    MAY_IMPORT.put("plot", List.of("video"));
    MAY_IMPORT.put("notebook", List.of("plot", "video"));
    MAY_IMPORT.put("cli", List.copyOf(MAY_IMPORT.keySet()));
    // What one notebook needs and nothing else: anything but the command line.
    MAY_IMPORT.put("lessons", MAY_IMPORT.keySet().stream().filter(name -> !name.equals("cli")).toList());
  }

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);

  static Stream<String> packages() {
    return MAY_IMPORT.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void importsOnlyWhatTheTableAllows(String name) {
    DescribedPredicate<JavaClass> allowed = DescribedPredicate.describe("are not ours, or in " + MAY_IMPORT.get(name),
        used -> packageOf(used).isEmpty() || packageOf(used).equals(name)
            || MAY_IMPORT.get(name).contains(packageOf(used)));
    // Packages of the table that have no class yet pass.
    classes().that().resideInAPackage(ROOT + "." + name).should().onlyDependOnClassesThat(allowed)
        .allowEmptyShould(true).check(CLASSES);
  }

  /** Generating needs no native library but by convolutions: all that does not exist for these or for training is plain Java. */
  @Test
  void generatingIsPlainJava() {
    DescribedPredicate<JavaClass> plain = DescribedPredicate.describe("are of plain Java",
        used -> !packageOf(used).equals("conv") && NATIVE.stream().noneMatch(used.getPackageName()::startsWith));
    DescribedPredicate<JavaClass> generating = DescribedPredicate.describe("generate", type ->
        List.of("text", "nn", "video", "scene", "generate", "model").contains(packageOf(type))
            && !outermost(type).getSimpleName().matches("Discriminator|ClipEncoder|WordPairEncoder|Conv.*"));
    classes().that(generating).should().onlyDependOnClassesThat(plain).check(CLASSES);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  @Test
  void everyClassLivesInAPackageOfTheTable() {
    for (JavaClass each : CLASSES) {
      assertTrue(MAY_IMPORT.containsKey(packageOf(each)) || each.getSimpleName().equals("package-info"),
          () -> each.getName() + " lives in none of " + MAY_IMPORT.keySet());
    }
  }

  @Test
  void someClassesAreChecked() {
    assertTrue(CLASSES.size() > 20, () -> "only " + CLASSES.size() + " classes were found");
  }

  /** The name of our package that a class lives in; empty for what is not ours. */
  private static String packageOf(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
  }
}

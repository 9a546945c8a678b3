package io.anteroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the project to its architecture, and each rule to a fixture that must break it. */
class ArchitectureTest {

  private static final Architecture OURS = new Architecture("io.anteroom");
  private static final Architecture BROKEN = new Architecture("io.anteroom.architecture.fixture");

  private static final JavaClasses OUR_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(OURS.root());
  private static final JavaClasses BROKEN_CLASSES =
      new ClassFileImporter().importPackages(BROKEN.root());

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "modulesKeepTheirDirections",
            Architecture::modulesKeepTheirDirections,
            "TokenServiceCaller"),
        rule(
            "librariesHideBehindTheirModules",
            Architecture::librariesHideBehindTheirModules,
            "KafkaInTheFace"),
        rule("domainKnowsOnlyTheJdk", Architecture::domainKnowsOnlyTheJdk, "LoggingRoom"),
        rule(
            "domainHasNoClockAndNoChance",
            Architecture::domainHasNoClockAndNoChance,
            "ClockReadingRoom"),
        rule("packagesDoNotGoInCircles", Architecture::packagesDoNotGoInCircles, "Cycle detected"),
        rule("packagesAreNamedByBusiness", Architecture::packagesAreNamedByBusiness, "Odds"),
        rule("packagesSayWhatMayBeNull", Architecture::packagesSayWhatMayBeNull, "Careless"));
  }

  private static Arguments rule(
      String name, Function<Architecture, ArchRule> rule, String offender) {
    return Arguments.of(name, rule, offender);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(String name, Function<Architecture, ArchRule> rule, String offender) {
    rule.apply(OURS).check(OUR_CLASSES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void catchesItsFixture(String name, Function<Architecture, ArchRule> rule, String offender) {
    assertThatThrownBy(() -> rule.apply(BROKEN).check(BROKEN_CLASSES))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(offender);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void seesEveryModule(String module) {
    assertThat(OUR_CLASSES.stream().map(JavaClass::getPackageName))
        .anyMatch(name -> (name + ".").startsWith(OURS.root() + "." + module + "."));
  }

  static Set<String> modules() {
    return Architecture.modules();
  }
}

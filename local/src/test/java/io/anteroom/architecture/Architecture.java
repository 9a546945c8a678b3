package io.anteroom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house, for a tree of packages below some root: the project's own, or a fixture
 * that breaks them.
 */
record Architecture(String root) {

  /** Which modules a module may use. What is not named here may use nothing of ours. */
  private static final Map<String, Set<String>> MODULES =
      Map.ofEntries(
          Map.entry("domain", Set.of()),
          Map.entry("contracts", Set.of("domain")),
          Map.entry("privatefile", Set.of()),
          Map.entry("eventlog", Set.of("privatefile", "contracts", "domain")),
          Map.entry("readmodel", Set.of("contracts", "domain")),
          Map.entry("tokens", Set.of("privatefile", "domain")),
          Map.entry("tokenvectors", Set.of()),
          Map.entry("authorizer", Set.of("tokens", "domain")),
          Map.entry("edge", Set.of("privatefile", "contracts", "domain")),
          Map.entry("ingress", Set.of("eventlog", "readmodel", "edge", "contracts", "domain")),
          Map.entry("admin", Set.of("eventlog", "readmodel", "edge", "contracts", "domain")),
          Map.entry(
              "tokenservice",
              Set.of("eventlog", "readmodel", "edge", "tokens", "contracts", "domain")),
          Map.entry("streams", Set.of("eventlog", "readmodel", "edge", "contracts", "domain")),
          Map.entry("signedcalls", Set.of()),
          Map.entry("pagefiles", Set.of()),
          Map.entry("waitingpage", Set.of("pagefiles")),
          Map.entry("controlpanel", Set.of("pagefiles")),
          Map.entry("inlets", Set.of("eventlog", "edge", "signedcalls", "contracts", "domain")),
          Map.entry(
              "oidc",
              Set.of(
                  "eventlog",
                  "edge",
                  "signedcalls",
                  "tokens",
                  "privatefile",
                  "waitingpage",
                  "pagefiles",
                  "contracts",
                  "domain")),
          Map.entry(
              "site",
              Set.of(
                  "signedcalls",
                  "tokens",
                  "privatefile",
                  "waitingpage",
                  "controlpanel",
                  "pagefiles",
                  "domain")),
          Map.entry("backends", Set.of()),
          Map.entry("testkit", Set.of("backends", "contracts", "domain")),
          Map.entry("rehearsal", Set.of("tokens", "signedcalls", "contracts", "domain")),
          Map.entry("audit", Set.of("eventlog", "contracts", "domain")),
          Map.entry("recipes", Set.of("tokens", "domain")),
          Map.entry("benchmarks", Set.of("eventlog", "contracts", "domain")),
          Map.entry(
              "local",
              Set.of(
                  "ingress",
                  "admin",
                  "tokenservice",
                  "streams",
                  "inlets",
                  "oidc",
                  "site",
                  "backends",
                  "privatefile",
                  "edge",
                  "eventlog",
                  "readmodel",
                  "tokens",
                  "contracts",
                  "domain")));

  /** Which modules, or packages of a module, may know a library. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry(
              "tools.jackson..",
              Set.of(
                  "contracts",
                  "edge",
                  "inlets",
                  "oidc",
                  "rehearsal",
                  "site",
                  "testkit",
                  "tokenvectors",
                  "waitingpage")),
          Map.entry(
              "org.apache.kafka..", Set.of("eventlog", "streams", "audit", "backends", "testkit")),
          Map.entry("org.springframework.kafka..", Set.of("eventlog", "streams", "testkit")),
          Map.entry("org.redisson..", Set.of("readmodel")),
          Map.entry("com.nimbusds..", Set.of("tokens", "oidc", "recipes.spring")),
          Map.entry(
              "software.amazon.awssdk..",
              Set.of("streams.bridge", "signedcalls", "inlets.alarm", "inlets.message")),
          Map.entry(
              "software.amazon.awssdk.services..",
              Set.of("streams.bridge", "inlets.alarm", "inlets.message")),
          Map.entry(
              "io.micrometer.core..",
              Set.of(
                  "eventlog",
                  "readmodel",
                  "edge",
                  "ingress",
                  "admin",
                  "tokenservice",
                  "streams",
                  "inlets",
                  "oidc",
                  "local")),
          Map.entry("io.micrometer.prometheusmetrics..", Set.of("edge")),
          Map.entry("com.microsoft.playwright..", Set.of("testkit.browser")),
          Map.entry("reactor.netty..", Set.of("edge")),
          Map.entry("com.amazonaws.services.lambda..", Set.of("authorizer")),
          Map.entry("jakarta.servlet..", Set.of("tokens.servlet", "recipes.plain", "site")),
          Map.entry("org.apache.catalina..", Set.of("site")));

  private static final DescribedPredicate<JavaCall<?>> CLOCK_OR_CHANCE =
      DescribedPredicate.describe(
          "a clock or chance",
          call ->
              Set.of(
                      "java.time.Instant.now",
                      "java.time.Clock.systemUTC",
                      "java.lang.System.currentTimeMillis",
                      "java.lang.System.nanoTime",
                      "java.lang.Math.random",
                      "java.util.UUID.randomUUID",
                      "java.util.Random.<init>")
                  .contains(call.getTargetOwner().getName() + "." + call.getName()));

  static Set<String> modules() {
    return MODULES.keySet();
  }

  ArchRule modulesKeepTheirDirections() {
    List<ArchRule> rules = new ArrayList<>();
    MODULES.forEach((module, allowed) -> {
      String[] permitted =
          Stream.concat(Stream.of(module), allowed.stream())
              .map(this::packagesOf)
              .toArray(String[]::new);
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(packagesOf(module))
              .should()
              .dependOnClassesThat(
                  resideInAPackage(root + "..").and(not(resideInAnyPackage(permitted))))
              .as("module " + module + " uses only " + allowed)
              .allowEmptyShould(true));
    });
    return all(rules);
  }

  ArchRule librariesHideBehindTheirModules() {
    List<ArchRule> rules = new ArrayList<>();
    LIBRARIES.forEach((library, modules) ->
        rules.add(
            noClasses()
                .that()
                .resideOutsideOfPackages(
                    modules.stream().map(this::packagesOf).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .as("only " + modules + " know " + library)));
    return all(rules);
  }

  ArchRule domainKnowsOnlyTheJdk() {
    return classes()
        .that()
        .resideInAPackage(packagesOf("domain"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", packagesOf("domain"));
  }

  ArchRule domainHasNoClockAndNoChance() {
    return noClasses()
        .that()
        .resideInAPackage(packagesOf("domain"))
        .should()
        .callMethodWhere(CLOCK_OR_CHANCE)
        .orShould()
        .callConstructorWhere(CLOCK_OR_CHANCE);
  }

  ArchRule packagesDoNotGoInCircles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule packagesAreNamedByBusiness() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            Stream.of(
                    "service", "util", "utils", "common", "helper", "helpers", "impl", "dto",
                    "misc")
                .map(word -> ".." + word + "..")
                .toArray(String[]::new));
  }

  ArchRule packagesSayWhatMayBeNull() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type, marked, type.getName() + " is in a package without @NullMarked"));
              }
            });
  }

  private String packagesOf(String module) {
    return root + "." + module + "..";
  }

  private static ArchRule all(List<ArchRule> rules) {
    return CompositeArchRule.of(rules);
  }
}

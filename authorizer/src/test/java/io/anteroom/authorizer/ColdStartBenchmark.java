package io.anteroom.authorizer;

import io.anteroom.tokenvectors.KeyOrigin;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the first caller waits in a new execution environment: from the start of Java until the
 * function is made, its keys fetched over HTTP from this machine, and on to its first answer.
 * Prints medians; the README says how to run it.
 */
class ColdStartBenchmark {

  private static final int ROUNDS = 15;

  /** As Lambda starts Java with less than two processors. */
  private static final List<String> ALWAYS = List.of("-XX:+UseSerialGC", "-Xmx440m");

  private static final String C1 = "-XX:TieredStopAtLevel=1";

  private static final TokenVectors VECTORS = TokenVectors.read();
  private static final String EVENT = Events.TOKEN.with("Bearer " + VECTORS.named("good").token());

  @TempDir private Path folder;

  private record Times(double made, double answered, double cpu) {}

  @Test
  void measuresColdStarts() throws IOException {
    PackagedFunction function = PackagedFunction.unpackedInto(folder);
    Map<String, List<Times>> measured = new LinkedHashMap<>();
    try (KeyOrigin origin = KeyOrigin.of(VECTORS.jwks())) {
      Map<String, String> environment =
          Map.of(
              "ANTEROOM_PUBLIC_ORIGIN", origin.address().toString(),
              "ANTEROOM_EVENT_ID", VECTORS.audience(),
              "ANTEROOM_ISSUER", VECTORS.issuer());
      String archive = folder.resolve("function.jsa").toString();
      String cache = folder.resolve("function.aot").toString();
      start(function, environment, List.of(C1, "-XX:ArchiveClassesAtExit=" + archive));
      start(function, environment, List.of(C1, "-XX:AOTCacheOutput=" + cache));
      Map<String, List<String>> ways = new LinkedHashMap<>();
      ways.put("as Lambda does (C1)", List.of(C1));
      ways.put("all compilers", List.of());
      ways.put("C1, AppCDS archive", List.of(C1, "-XX:SharedArchiveFile=" + archive));
      ways.put("C1, AOT cache", List.of(C1, "-XX:AOTCache=" + cache));
      ways.put("C1, no class data at all", List.of(C1, "-Xshare:off"));
      for (int round = 0; round < ROUNDS; round++) {
        for (Map.Entry<String, List<String>> way : ways.entrySet()) {
          measured
              .computeIfAbsent(way.getKey(), _ -> new ArrayList<>())
              .add(start(function, environment, way.getValue()));
        }
      }
    }
    print(measured);
  }

  private static Times start(
      PackagedFunction function, Map<String, String> environment, List<String> options)
      throws IOException {
    long start = System.nanoTime();
    try (PackagedFunction.Running running =
        function.start(
            environment,
            function.classPath(),
            Stream.concat(ALWAYS.stream(), options.stream()).toList())) {
      if (!running.isReady()) {
        throw new IllegalStateException(String.join("\n", running.log()));
      }
      long made = System.nanoTime();
      String answer = running.ask(EVENT);
      long answered = System.nanoTime();
      if (!answer.contains("\"Allow\"")) {
        throw new IllegalStateException(answer);
      }
      return new Times((made - start) / 1e6, (answered - made) / 1e6, running.cpuTime().toMillis());
    }
  }

  private static void print(Map<String, List<Times>> measured) {
    System.out.printf(
        "%n%-26s %9s %9s %9s %9s%n",
        "median of " + ROUNDS, "made ms", "first ms", "cpu ms", "ratio");
    double base = median(measured.values().iterator().next(), Times::cpu);
    measured.forEach((way, times) ->
        System.out.printf(
            "%-26s %9.0f %9.1f %9.0f %9.2f%n",
            way,
            median(times, Times::made),
            median(times, Times::answered),
            median(times, Times::cpu),
            median(times, Times::cpu) / base));
  }

  private static double median(List<Times> times, ToDoubleFunction<Times> of) {
    return times.stream().mapToDouble(of).sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }
}

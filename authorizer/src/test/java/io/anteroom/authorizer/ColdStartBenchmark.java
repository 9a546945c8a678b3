package io.anteroom.authorizer;

import io.anteroom.tokenvectors.TokenVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a new execution environment takes from the start of Java until the function is made
 * (keys fetched over HTTP from this machine), and until it has given its first answer. Prints
 * medians; the README says how to run it.
 */
class ColdStartBenchmark {

  private static final int ROUNDS = 15;

  /** As Lambda starts Java for a function with less than two processors. */
  private static final List<String> BASE = List.of("-XX:+UseSerialGC", "-Xmx440m");

  private static final List<String> C1 = List.of("-XX:TieredStopAtLevel=1");

  private record Way(String classPath, List<String> options) {}

  private record Times(double made, double answered) {}

  private final TokenVectors vectors = TokenVectors.read();
  private final String event = Events.TOKEN.with("Bearer ".concat(vectors.named("good").token()));

  @Test
  void measuresTheColdStart(@TempDir Path folder) throws IOException {
    PackagedFunction function = PackagedFunction.unpackedInto(folder);
    try (KeyOrigin origin = new KeyOrigin(vectors.jwks())) {
      Map<String, String> environment =
          Map.of(
              "ANTEROOM_PUBLIC_ORIGIN", origin.uri(),
              "ANTEROOM_EVENT_ID", vectors.audience(),
              "ANTEROOM_ISSUER", vectors.issuer());
      Map<String, List<Times>> measured = new LinkedHashMap<>();
      Map<String, Way> ways = ways(function, environment);
      for (int round = 0; round <= ROUNDS; round++) {
        for (Map.Entry<String, Way> way : ways.entrySet()) {
          Times times = measure(function, environment, way.getValue());
          if (round > 0) {
            measured.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(times);
          }
        }
      }
      print(measured);
    }
  }

  private Map<String, Way> ways(PackagedFunction function, Map<String, String> environment)
      throws IOException {
    String lean = function.classPath();
    String cds = "-XX:SharedArchiveFile=" + function.folder().resolve("function.jsa");
    String aot = "-XX:AOTCache=" + function.folder().resolve("function.aot");
    measure(
        function,
        environment,
        new Way(
            lean,
            List.of("-XX:ArchiveClassesAtExit=" + function.folder().resolve("function.jsa"))));
    measure(
        function,
        environment,
        new Way(lean, List.of("-XX:AOTCacheOutput=" + function.folder().resolve("function.aot"))));
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("as Lambda starts it (C1)", new Way(lean, C1));
    ways.put("all compilers", new Way(lean, List.of()));
    ways.put(
        "no class data of the JDK",
        new Way(lean, List.of("-XX:TieredStopAtLevel=1", "-Xshare:off")));
    ways.put("C1, AppCDS archive", new Way(lean, List.of("-XX:TieredStopAtLevel=1", cds)));
    ways.put("C1, AOT cache", new Way(lean, List.of("-XX:TieredStopAtLevel=1", aot)));
    ways.put("all compilers, AOT cache", new Way(lean, List.of(aot)));
    return ways;
  }

  private Times measure(PackagedFunction function, Map<String, String> environment, Way way)
      throws IOException {
    List<String> options = new ArrayList<>(BASE);
    options.addAll(way.options());
    long start = System.nanoTime();
    try (PackagedFunction.Running running = function.start(environment, way.classPath(), options)) {
      if (!running.isReady()) {
        throw new IllegalStateException(String.join("\n", running.log()));
      }
      long made = System.nanoTime();
      String answer = running.ask(event);
      long answered = System.nanoTime();
      if (!answer.contains("\"Allow\"")) {
        throw new IllegalStateException(answer);
      }
      return new Times((made - start) / 1e6, (answered - made) / 1e6);
    }
  }

  private static void print(Map<String, List<Times>> measured) {
    double base = 0;
    System.out.printf("%n%-30s %9s %9s %9s %6s%n", "", "made ms", "first ms", "sum ms", "ratio");
    for (Map.Entry<String, List<Times>> way : measured.entrySet()) {
      double made = median(way.getValue().stream().mapToDouble(Times::made).toArray());
      double first = median(way.getValue().stream().mapToDouble(Times::answered).toArray());
      base = base == 0 ? made + first : base;
      System.out.printf(
          "%-30s %9.0f %9.1f %9.0f %6.2f%n",
          way.getKey(), made, first, made + first, (made + first) / base);
    }
  }

  private static double median(double[] values) {
    java.util.Arrays.sort(values);
    return values[values.length / 2];
  }
}

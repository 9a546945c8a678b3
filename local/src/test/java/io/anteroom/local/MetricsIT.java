package io.anteroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.rehearsal.origin.Request;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running stack as its operators see it, against what the documents tell them. */
class MetricsIT {

  private static final Path OPERATING = Path.of("..", "docs", "operating.md");

  /** Name, type and labels, in the first three columns of a table. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `(anteroom_\\w+)` \\| (\\w+) \\| ([^|]*)\\|", Pattern.MULTILINE);

  private static final Pattern CHECK_ROW = Pattern.compile("`([a-z-]+/[a-z-]+)`");
  private static final Pattern TYPE = Pattern.compile("^# TYPE (\\w+) (\\w+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern REQUEST_ID = Pattern.compile("\"api_request_id\":\"([^\"]+)\"");
  private static final String ORIGIN_KEY = "a-key-that-nobody-logs";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path home;

  private URI publicOrigin;
  private URI management;

  /** What is known of a metric. */
  private record Metric(String type, Set<String> labels) {}

  @Test
  void showsExactlyTheMetricsAndChecksThatTheDocumentsExplain() throws Exception {
    try (UpProcess up = UpProcess.start(environment()).awaitReady()) {
      assertThat(join("").statusCode()).isEqualTo(403);
      String requestId = joined();
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertReady());
      Request message = Request.post("/inlet_messages/shop", "{\"exited\": 1}");
      assertThat(Observer.of(home).signed(message).status()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(sample("anteroom_room_queue_counter")).isEqualTo(1));

      String text = metrics();
      assertThat(exposed(text)).isEqualTo(documented());
      assertThat(sample("anteroom_joins_accepted_total")).isEqualTo(1);
      assertThat(text)
          .contains("path=\"/assign_queue_num\",status=\"403\"")
          .contains("jvm_memory_used_bytes", "process_cpu_usage");
      assertThat(checks(get(management, "/health/ready").body()))
          .isEqualTo(checks(Files.readString(OPERATING)));
      assertThat(Files.readString(home.resolve("anteroom.log")))
          .doesNotContain(requestId, ORIGIN_KEY);
      up.stop();
    }
  }

  private Map<String, String> environment() throws IOException {
    int publicPort = UpProcess.freePort();
    int managementPort = UpProcess.freePort();
    publicOrigin = URI.create("http://localhost:" + publicPort);
    management = URI.create("http://localhost:" + managementPort);
    return Map.ofEntries(
        Map.entry("ANTEROOM_HOME", home.toString()),
        Map.entry("ANTEROOM_PUBLIC_PORT", String.valueOf(publicPort)),
        Map.entry("ANTEROOM_PRIVATE_PORT", String.valueOf(UpProcess.freePort())),
        Map.entry("ANTEROOM_MANAGEMENT_PORT", String.valueOf(managementPort)),
        Map.entry("ANTEROOM_ORIGIN_KEYS", ORIGIN_KEY),
        // A bus that nobody reaches has metrics, too.
        Map.entry("ANTEROOM_EVENT_BUS_NAME", "nowhere"),
        Map.entry("ANTEROOM_EVENT_BUS_REGION", "us-east-1"),
        Map.entry("ANTEROOM_EVENT_BUS_ENDPOINT", "http://localhost:" + UpProcess.freePort()),
        Map.entry("ANTEROOM_INLETS_SHOP_EVENT_ID", "Sample"),
        Map.entry("ANTEROOM_INLETS_SHOP_STRATEGY", "max_size"),
        Map.entry("ANTEROOM_INLETS_SHOP_MAX_SIZE", "1"),
        Map.entry("AWS_ACCESS_KEY_ID", "none"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "none"));
  }

  private void assertReady() throws Exception {
    HttpResponse<String> health = get(management, "/health/ready");
    assertThat(health.body()).contains("\"ready\":true");
    assertThat(health.statusCode()).isEqualTo(200);
  }

  private static Map<String, Metric> documented() throws IOException {
    Map<String, Metric> metrics = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(OPERATING));
    while (row.find()) {
      Set<String> labels =
          Pattern.compile("`(\\w+)`")
              .matcher(row.group(3))
              .results()
              .map(label -> label.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      metrics.put(row.group(1), new Metric(row.group(2), labels));
    }
    return metrics;
  }

  /** All but those of the JVM and the machine, and but the maxima that histograms bring along. */
  private static Map<String, Metric> exposed(String text) {
    Map<String, Metric> metrics = new TreeMap<>();
    Matcher type = TYPE.matcher(text);
    while (type.find()) {
      String name = type.group(1);
      if (!name.matches("(jvm|process|system)_.*")) {
        metrics.put(name, new Metric(type.group(2), labels(text, name)));
      }
    }
    metrics
        .keySet()
        .removeIf(name ->
            name.endsWith("_max") && metrics.containsKey(name.substring(0, name.length() - 4)));
    return metrics;
  }

  private static Set<String> labels(String text, String name) {
    Set<String> labels = new TreeSet<>();
    text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + "_bucket{"))
        .forEach(
            line -> LABEL.matcher(line).results().forEach(label -> labels.add(label.group(1))));
    labels.remove("le");
    return labels;
  }

  private static Set<String> checks(String text) {
    Set<String> checks = new TreeSet<>();
    Pattern pattern = text.startsWith("{") ? Pattern.compile("\"([a-z-]+/[a-z-]+)\":") : CHECK_ROW;
    pattern.matcher(text).results().forEach(check -> checks.add(check.group(1)));
    return checks;
  }

  private double sample(String name) throws Exception {
    Matcher line =
        Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
            .matcher(metrics());
    assertThat(line.find()).as(name).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private String metrics() throws Exception {
    return get(management, "/metrics").body();
  }

  private String joined() throws Exception {
    Matcher id = REQUEST_ID.matcher(join(ORIGIN_KEY).body());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private HttpResponse<String> join(String key) throws Exception {
    return http.send(
        HttpRequest.newBuilder(publicOrigin.resolve("/assign_queue_num"))
            .header("Content-Type", "application/json")
            .header("x-api-key", key)
            .POST(BodyPublishers.ofString("{\"event_id\":\"Sample\"}"))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }

  private HttpResponse<String> get(URI origin, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(origin.resolve(path)).build(), BodyHandlers.ofString(UTF_8));
  }
}

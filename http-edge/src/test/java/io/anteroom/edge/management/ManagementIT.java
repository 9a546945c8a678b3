package io.anteroom.edge.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.micrometer.core.instrument.Counter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementIT {

  private final AtomicBoolean logIsThere = new AtomicBoolean(true);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Management management = new Management();
  private EdgeServer server;

  @BeforeEach
  void start() {
    ReadinessCheck log =
        ReadinessCheck.of("ingress-api/log", logIsThere::get, "the log does not answer");
    ReadinessCheck views = ReadinessCheck.of("ingress-api/views", () -> true, "too old");
    server = EdgeServer.start(Origin.MANAGEMENT, 0, List.of(management.face(List.of(log, views))));
  }

  @AfterEach
  void stop() {
    server.close();
    management.close();
    http.close();
  }

  @Test
  void isReadyWhileEveryCheckIsRight() throws Exception {
    HttpResponse<String> reply = get("/health/ready");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .contains("\"ready\":true")
        .contains("{\"ingress-api/log\":\"up\",\"ingress-api/views\":\"up\"}");
  }

  @Test
  void saysWhatIsMissingAndStaysAlive() throws Exception {
    logIsThere.set(false);

    HttpResponse<String> reply = get("/health/ready");

    assertThat(reply.statusCode()).isEqualTo(503);
    assertThat(reply.body())
        .contains("\"ready\":false", "\"ingress-api/log\":\"the log does not answer\"")
        .contains("\"ingress-api/views\":\"up\"");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body())
        .contains("anteroom_ready{check=\"ingress-api/log\"} 0.0")
        .contains("anteroom_ready{check=\"ingress-api/views\"} 1.0");
  }

  @Test
  void showsMetricsInPrometheusText() throws Exception {
    Counter.builder("anteroom.joins.accepted").register(management.meters()).increment(3);

    HttpResponse<String> reply = get("/metrics");

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(reply.body())
        .contains("# TYPE anteroom_joins_accepted_total counter\n")
        .contains("\nanteroom_joins_accepted_total 3.0\n")
        .contains("jvm_memory_used_bytes{", "process_cpu_usage ", "jvm_threads_live_threads ");
  }

  @Test
  void isNothingForBrowsersOfOtherSites() throws Exception {
    HttpResponse<String> reply = get("/metrics");

    assertThat(reply.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path)).build(),
        BodyHandlers.ofString());
  }
}

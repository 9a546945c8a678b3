package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.KafkaBroker;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.edge.EdgeServer;
import io.anteroom.eventlog.JoinLog;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomViews;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(BackendsExtension.class)
class BrokerAwayIT {

  private static final String JOIN = "{\"event_id\":\"Sample\"}";

  /** The promise is 2 s; half a second is for this machine. */
  private static final Duration PROMISED = Duration.ofMillis(2500);

  @Test
  void refusesJoinsSoonWhileTheBrokerIsAwayAndTakesThemWhenItIsBack(
      Backends backends, @TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.in(directory.resolve("broker"));
    KafkaBroker broker = KafkaBroker.start(settings);
    TopicSetup.ensure(
        LogConnection.plain(settings.bootstrap()), new Topics(Topics.DEFAULT_PREFIX).all(2, 1), 1);
    try (MirroredRoom _ = new MirroredRoom(backends.redisUrl());
        ConfigurableApplicationContext service = start(settings, backends, directory);
        Web web = new Web(service.getBean("publicServer", EdgeServer.class).port());
        Web operators = new Web(service.getBean("managementServer", EdgeServer.class).port())) {
      await().until(() -> isReady(service));
      assertThat(web.post("/assign_queue_num", JOIN).statusCode()).isEqualTo(200);

      await().untilAsserted(() -> assertReady(operators));

      broker.close();
      for (int i = 0; i < 3; i++) {
        long began = System.nanoTime();
        HttpResponse<String> refused = web.post("/assign_queue_num", JOIN);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("3");
        assertThat(took).isLessThan(PROMISED);
      }
      assertThat(web.get("/serving_num?event_id=Sample").statusCode()).isEqualTo(200);
      await().untilAsserted(() -> assertWaitingForTheLog(operators));
      assertThat(operators.get("/metrics").body())
          .contains("anteroom_joins_accepted_total 1.0")
          .contains("anteroom_joins_refused_total{reason=\"log_unavailable\"} 3.0");

      broker = KafkaBroker.start(settings);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> web.post("/assign_queue_num", JOIN).statusCode() == 200);
      await().untilAsserted(() -> assertReady(operators));
    } finally {
      broker.close();
    }
  }

  private static void assertReady(Web operators) {
    HttpResponse<String> health = operators.get("/health/ready");
    assertThat(health.body()).contains("\"ready\":true");
    assertThat(health.statusCode()).isEqualTo(200);
  }

  private static void assertWaitingForTheLog(Web operators) {
    HttpResponse<String> health = operators.get("/health/ready");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body())
        .contains("\"ingress-api/log\":\"the log does not answer\"")
        .contains("\"ingress-api/views\":\"up\"");
    assertThat(operators.get("/health/live").statusCode()).isEqualTo(200);
  }

  private static ConfigurableApplicationContext start(
      BrokerSettings settings, Backends backends, Path directory) {
    Path keys = directory.resolve("ticket-key");
    TicketKeyFile.readOrGenerate(keys);
    SpringApplication application = new SpringApplication(IngressApi.class);
    application.setDefaultProperties(
        Map.of(
            "anteroom.kafka.bootstrap", settings.bootstrap(),
            "anteroom.redis.url", backends.redisUrl(),
            "anteroom.ticket-key-file", keys.toString(),
            "anteroom.public-port", "0",
            "anteroom.management-port", "0"));
    return application.run();
  }

  private static boolean isReady(ConfigurableApplicationContext service) {
    return service.getBean(JoinLog.class).isReady()
        && service.getBean(RoomViews.class).room(MirroredRoom.SAMPLE) instanceof RoomAnswer.Known;
  }
}

package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CallMetersIT {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private EdgeServer server;

  @BeforeEach
  void start() {
    Face face =
        Face.open(PublicAccess.everybody())
            .get("/rooms/{room}", call -> Mono.just(Answer.ok(1).revalidatedBy("one")))
            .post("/join", call -> Mono.just(Answer.ok(call.json().text("event_id"))))
            .get("/slow", call -> Mono.just(Answer.ok(1)).delayElement(Duration.ofMillis(50)))
            .get("/broken", call -> Mono.error(new IllegalStateException()))
            .build();
    server = EdgeServer.start(Origin.PUBLIC, new InetSocketAddress(0), List.of(face), registry);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void countsCallsByTheirPathPatternMethodAndStatus() throws IOException {
    Wire.get(server.port(), "/rooms/a?x=1");
    Wire.get(server.port(), "/rooms/b");
    Wire.exchange(server.port(), "HEAD", "/rooms/b", "");
    Wire.get(server.port(), "/rooms/b", "If-None-Match: \"one\"");
    Wire.post(server.port(), "/join", "{}");
    Wire.get(server.port(), "/broken");

    assertThat(calls())
        .isEqualTo(
            Map.of(
                "GET /rooms/{room} 200", 3L,
                "GET /rooms/{room} 304", 1L,
                "POST /join 400", 1L,
                "GET /broken 500", 1L));
  }

  @Test
  void givesStrangersNoWayToMakeLabels() throws IOException {
    Wire.get(server.port(), "/made/up");
    Wire.get(server.port(), "/rooms/..");
    Wire.exchange(server.port(), "BREW", "/join", "");
    Wire.exchange(server.port(), "OPTIONS", "/join", "");

    assertThat(calls())
        .isEqualTo(Map.of("none none 404", 2L, "none none 405", 1L, "none none 204", 1L));
  }

  @Test
  void timesACallUntilItsAnswer() throws IOException {
    Wire.get(server.port(), "/slow");

    Timer timer = registry.get("anteroom.http.request").tag("path", "/slow").timer();
    assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isBetween(50.0, 5_000.0);
  }

  private Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>();
    for (Timer timer : registry.find("anteroom.http.request").tag("origin", "public").timers()) {
      calls.put(
          "%s %s %s"
              .formatted(
                  timer.getId().getTag("method"),
                  timer.getId().getTag("path"),
                  timer.getId().getTag("status")),
          timer.count());
    }
    return calls;
  }
}

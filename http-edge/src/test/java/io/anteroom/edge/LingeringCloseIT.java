package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.edge.Wire.Reply;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** Answers clients who do not listen before they have said all. */
class LingeringCloseIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int MUCH = 8 * 1024 * 1024;

  /** Takes so long to say that its end can't be on its way when the other side hangs up. */
  private static final String STORY = "x".repeat(MUCH - 1024);

  private EdgeServer server;

  private void start(LingeringClose closing) {
    Face face =
        Face.open(PublicAccess.everybody())
            .post("/short", _ -> Mono.just(Answer.empty()))
            .post("/long", Body.upTo(64 * 1024, 64 * 1024), _ -> Mono.just(Answer.empty()))
            .build();
    server =
        EdgeServer.start(
            Origin.PUBLIC,
            new InetSocketAddress(0),
            List.of(face),
            new CompositeMeterRegistry(),
            new Limits(LONG, LONG, closing));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"/short, 413", "/long, 413", "/none, 404"})
  void isHeardByWhoSendsAWholeLongBodyFirst(String path, int status) throws IOException {
    start(LingeringClose.usual());

    for (int i = 0; i < 20; i++) {
      Reply announced = Wire.post(server.port(), path, STORY);
      Reply chunked = chunked(path);

      assertThat(List.of(announced.status(), chunked.status())).containsOnly(status);
      assertThat(announced.header("Connection")).isEqualTo("close");
      assertThat(announced.body()).contains("\"error\"");
    }
  }

  private Reply chunked(String path) throws IOException {
    try (Wire wire = new Wire(server.port())) {
      wire.send("POST " + path + " HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.send(Integer.toHexString(STORY.length()) + "\r\n" + STORY + "\r\n0\r\n\r\n");
      return wire.receive();
    }
  }

  @Test
  void isHeardByWhoSendsAHeadBeyondAllReasonFirst() throws IOException {
    start(LingeringClose.usual());

    assertThat(Wire.get(server.port(), "/short", "X: " + STORY).status()).isEqualTo(431);
  }

  @Test
  void bearsWithThoseWhoGoOnForSoMuchAndNoMore() throws IOException {
    start(new LingeringClose(LONG, 100_000, 1));
    try (Wire wire = refused()) {
      long sent = 0;
      boolean open = true;
      while (open && sent < 20L * MUCH) {
        open = wire.canSend(STORY);
        sent += STORY.length();
      }

      assertThat(open).isFalse();
    }
  }

  @Test
  void bearsWithThoseWhoGoOnForSoLongAndNoLonger() throws IOException {
    start(new LingeringClose(SHORT, MUCH, 1));
    try (Wire wire = refused()) {
      await().until(() -> !wire.canSend("x"));
    }
  }

  @Test
  void bearsWithNobodyOnceItStops() throws IOException {
    start(new LingeringClose(LONG, MUCH, 1));
    try (Wire wire = refused()) {
      long began = System.nanoTime();
      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
      await().until(() -> !wire.canSend("x"));
    }
  }

  @Test
  void bearsWithSoManyAtOnceAndClosesOnTheOthers() throws IOException {
    start(new LingeringClose(LONG, MUCH, 3));
    List<Wire> patient = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        patient.add(refused());
      }
      try (Wire other = refused()) {
        await().until(() -> !other.canSend("x"));
      }

      assertThat(patient).allSatisfy(wire -> assertThat(wire.canSend(STORY)).isTrue());
    } finally {
      for (Wire wire : patient) {
        wire.close();
      }
    }
    await().until(this::bearsWithOneMore);
  }

  private boolean bearsWithOneMore() throws IOException {
    try (Wire wire = refused()) {
      return wire.canSend(STORY);
    }
  }

  /** A client that has its answer, knows that no more will come, and owes a long body. */
  private Wire refused() throws IOException {
    Wire wire = new Wire(server.port());
    wire.send("POST /short HTTP/1.1\r\nHost: here\r\nContent-Length: 1000000000\r\n\r\n");
    assertThat(wire.receive().status()).isEqualTo(413);
    assertThat(wire.isHungUp()).isTrue();
    return wire;
  }
}

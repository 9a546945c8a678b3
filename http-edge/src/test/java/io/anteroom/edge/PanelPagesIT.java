package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anteroom.edge.Wire.Reply;
import io.anteroom.edge.signature.Credentials;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What a private face tells the browsers in which control panels run. */
@TestInstance(Lifecycle.PER_CLASS)
class PanelPagesIT {

  private static final String PANEL = "https://panel.example";
  private static final String FROM_PANEL = "Origin: " + PANEL;

  private EdgeServer server;
  private EdgeServer alone;

  @BeforeAll
  void start() {
    Set<String> panels = Set.of(PANEL, "http://localhost:8083");
    PrivateAccess signed =
        PrivateAccess.signedWith(
            Credentials.of(Map.of("AKID", "secret")), "us-east-1", Clock.systemUTC());
    Face guarded =
        Face.guarded(signed.alsoFrom(panels))
            .get("/rooms", _ -> Mono.just(Answer.empty()))
            .put("/rooms/{room}", _ -> Mono.just(Answer.empty()))
            .delete("/rooms/{room}", _ -> Mono.just(Answer.empty()))
            .build();
    Face behindGateway =
        Face.guarded(new PrivateAccess.BehindGateway().alsoFrom(panels))
            .get("/open", _ -> Mono.just(Answer.ok(1)))
            .get("/busy", _ -> Mono.error(new Refusal.Unavailable("full", Duration.ofSeconds(2))))
            .build();
    server = EdgeServer.start(Origin.PRIVATE, 0, List.of(guarded, behindGateway));
    alone =
        EdgeServer.start(
            Origin.PRIVATE,
            0,
            List.of(Face.guarded(signed).get("/rooms", _ -> Mono.just(Answer.empty())).build()));
  }

  @AfterAll
  void stop() {
    server.close();
    alone.close();
  }

  @Test
  void tellsThePanelsBrowserWhatThePanelMaySendWithoutASignature() throws IOException {
    Reply reply =
        Wire.exchange(
            server.port(),
            "OPTIONS",
            "/rooms/Sample",
            "",
            FROM_PANEL,
            "Access-Control-Request-Method: PUT",
            "Access-Control-Request-Headers: authorization,content-type,x-amz-date");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PANEL);
    assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("DELETE, OPTIONS, PUT");
    assertThat(reply.header("Access-Control-Allow-Headers").split(", "))
        .containsExactlyInAnyOrder(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "X-Amz-Content-Sha256",
            "X-Amz-Date",
            "X-Amz-Security-Token");
    assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("7200");
    assertThat(reply.header("Access-Control-Allow-Credentials")).isNull();
    assertThat(reply.header("Vary")).isEqualToIgnoringCase("Origin");
  }

  @Test
  void letsThePanelReadThatAServiceDoesNotKnowAPath() throws IOException {
    Reply preflight = Wire.exchange(server.port(), "OPTIONS", "/none", "", FROM_PANEL);
    Reply panel = Wire.exchange(server.port(), "DELETE", "/none", "", FROM_PANEL);
    Reply other = Wire.exchange(server.port(), "OPTIONS", "/none", "");

    assertThat(List.of(preflight.status(), panel.status(), other.status()))
        .containsExactly(204, 404, 404);
    assertThat(preflight.header("Access-Control-Allow-Methods"))
        .isEqualTo("DELETE, GET, HEAD, OPTIONS, POST, PUT");
    assertThat(panel.header("Access-Control-Allow-Origin")).isEqualTo(PANEL);
    assertThat(other.header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void letsThePanelReadWhyItsCallWasNotHeard() throws IOException {
    String target = "/rooms/Sample";
    Reply method = Wire.post(server.port(), target, "{}", FROM_PANEL);
    Reply length =
        Wire.exchange(server.port(), "PUT", target, "x".repeat(Body.SHORT + 1), FROM_PANEL);

    assertThat(List.of(method.status(), length.status())).containsExactly(405, 413);
    assertThat(List.of(method, length))
        .allSatisfy(
            reply -> assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PANEL));
  }

  @Test
  void letsThePanelReadAnAnswerAndARefusal() throws IOException {
    Reply open = Wire.get(server.port(), "/open", FROM_PANEL);
    Reply local = Wire.get(server.port(), "/open", "Origin: http://localhost:8083");
    Reply unsigned = Wire.get(server.port(), "/rooms", FROM_PANEL);
    Reply busy = Wire.get(server.port(), "/busy", FROM_PANEL);

    assertThat(List.of(open.status(), unsigned.status(), busy.status()))
        .containsExactly(200, 403, 503);
    assertThat(local.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:8083");
    assertThat(List.of(open, unsigned, busy))
        .allSatisfy(reply -> {
          assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PANEL);
          assertThat(reply.header("Access-Control-Expose-Headers"))
              .isEqualTo("Date, Retry-After, X-Fault-Reference");
          assertThat(reply.header("Access-Control-Allow-Credentials")).isNull();
          assertThat(reply.header("Vary")).isEqualToIgnoringCase("Origin");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://other.example",
        "Origin: https://panel.example.evil",
        "Origin: https://panel.example:8443",
        "Origin: http://panel.example",
        "Origin: HTTPS://panel.example",
        "Origin: https://panel.example, https://panel.example",
        "Origin: https://panel.example\r\nOrigin: https://panel.example",
        "Origin: null",
        "Origin: *",
        "Origin:",
        "X-Origin: https://panel.example"
      })
  void opensNothingToAnybodyElse(String header) throws IOException {
    Reply answer = Wire.get(server.port(), "/open", header);
    Reply preflight = Wire.exchange(server.port(), "OPTIONS", "/rooms/Sample", "", header);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(preflight.status()).isEqualTo(405);
    assertThat(preflight.header("Allow")).isEqualTo("DELETE, PUT");
    assertThat(List.of(answer, preflight))
        .allSatisfy(reply -> {
          assertThat(reply.headers().keySet())
              .noneMatch(name -> name.startsWith("access-control-"));
          assertThat(reply.header("Vary")).isEqualToIgnoringCase("Origin");
        });
  }

  @Test
  void opensNothingWhereNoPanelIsNamed() throws IOException {
    Reply answer = Wire.get(alone.port(), "/rooms", FROM_PANEL);
    Reply preflight = Wire.exchange(alone.port(), "OPTIONS", "/rooms", "", FROM_PANEL);

    assertThat(List.of(answer.status(), preflight.status())).containsExactly(403, 405);
    assertThat(List.of(answer, preflight))
        .allSatisfy(reply -> {
          assertThat(reply.headers().keySet())
              .noneMatch(name -> name.startsWith("access-control-"));
          assertThat(reply.header("Vary")).isNull();
        });
  }

  @Test
  void saysWhatTimeItIsToWhoeverSigns() throws IOException {
    String date = Wire.get(alone.port(), "/rooms").header("Date");

    assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }
}

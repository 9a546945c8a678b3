package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.edge.Wire.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import reactor.core.publisher.Mono;

/** What browsers and OpenID clients need of an origin, and callers of the API do not. */
@TestInstance(Lifecycle.PER_CLASS)
class OpenIdFaceIT {

  private EdgeServer server;

  @BeforeAll
  void start() {
    Face face =
        Face.openId()
            .get("/away", _ -> Mono.just(away()))
            .get("/query", call -> Mono.just(page(200, call.query().raw())))
            .get("/cookies", call -> Mono.just(page(200, call.cookies().orElse("none"))))
            .get("/head", call -> Mono.just(page(200, "").with("X-Head", "" + call.isHead())))
            .post(
                "/form", Body.form(), call -> Mono.just(page(400, new String(call.body(), UTF_8))))
            .forAnySite()
            .get("/data", _ -> Mono.just(page(200, "{}")))
            .build();
    server = EdgeServer.start(Origin.OIDC, 0, List.of(face));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Answer away() {
    return Answer.redirect(302, URI.create("https://site.example/back?code=1&state=2"))
        .with("Set-Cookie", "place=1; HttpOnly")
        .with("Referrer-Policy", "origin")
        .with("Referrer-Policy", "no-referrer");
  }

  private static Answer page(int status, String text) {
    return Answer.text(status, "text/html; charset=utf-8", text.getBytes(UTF_8));
  }

  @Test
  void sendsBrowsersElsewhereWithACookie() throws IOException {
    Reply reply = Wire.get(server.port(), "/away");

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).isEqualTo("https://site.example/back?code=1&state=2");
    assertThat(reply.header("Set-Cookie")).isEqualTo("place=1; HttpOnly");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.body()).isEmpty();
  }

  @Test
  void putsTogetherCookiesThatComeInParts() throws IOException {
    assertThat(Wire.get(server.port(), "/cookies").body()).isEqualTo("none");
    assertThat(Wire.get(server.port(), "/cookies", "Cookie: a=1; b=2", "Cookie: c=3").body())
        .isEqualTo("a=1; b=2; c=3");
  }

  @Test
  void letsPagesOfOtherSitesReadOnlyWhatIsForThem() throws IOException {
    Reply page = Wire.get(server.port(), "/away", "Origin: https://other.example");
    Reply data = Wire.get(server.port(), "/data", "Origin: https://other.example");

    assertThat(page.header("Access-Control-Allow-Origin")).isNull();
    assertThat(data.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void answersThemAlsoWhenTheyAskWhatTheyMaySend() throws IOException {
    Reply page = Wire.exchange(server.port(), "OPTIONS", "/away", "");
    Reply data = Wire.exchange(server.port(), "OPTIONS", "/data", "");
    Reply refused = Wire.post(server.port(), "/data", "");

    assertThat(page.status()).isEqualTo(405);
    assertThat(page.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(data.status()).isEqualTo(204);
    assertThat(data.header("Access-Control-Allow-Headers")).isEqualTo("*, Authorization");
    assertThat(data.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  @Test
  void takesFormsAndNothingElseWhereAFormIsExpected() throws IOException {
    Reply form = post("application/x-www-form-urlencoded; charset=UTF-8");
    Reply json = post("application/json");

    assertThat(form.status()).isEqualTo(400);
    assertThat(form.body()).isEqualTo("a=1&b=%20");
    assertThat(form.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.body()).contains("application/x-www-form-urlencoded in UTF-8");
  }

  private Reply post(String contentType) throws IOException {
    return Wire.post(server.port(), "/form", "a=1&b=%20", "Content-Type: " + contentType);
  }

  @Test
  void takesQueriesAsLongAsForms() throws IOException {
    String query = "state=" + "x".repeat(8000);

    assertThat(Wire.get(server.port(), "/query?" + query).body()).isEqualTo(query);
    assertThat(Wire.get(server.port(), "/query?" + "x".repeat(10_000)).status()).isEqualTo(414);
  }

  @Test
  void tellsAHeadFromAGet() throws IOException {
    assertThat(Wire.get(server.port(), "/head").header("X-Head")).isEqualTo("false");
    assertThat(Wire.exchange(server.port(), "HEAD", "/head", "").header("X-Head"))
        .isEqualTo("true");
  }
}

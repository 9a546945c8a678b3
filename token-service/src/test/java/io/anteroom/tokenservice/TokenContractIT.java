package io.anteroom.tokenservice;

import static io.anteroom.tokenservice.ModelRooms.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.PublicAccess;
import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublicKeys;
import io.anteroom.tokens.SigningKeys;
import io.anteroom.tokens.TokenSigner;
import io.anteroom.tokens.TokenUse;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokens.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row and status of the contract for this service, over HTTP. */
class TokenContractIT {

  private static final SigningKeys KEYS = SigningKeys.generate();
  private static final String NOBODY = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ModelRooms rooms = new ModelRooms().joined(10).served(5);
  private Instant now = Instant.parse("2026-11-20T10:00:00.900Z");
  private SigningPool signing;
  private EdgeServer visitors;
  private EdgeServer site;

  @BeforeEach
  void start() {
    start(KEYS);
  }

  private void start(SigningKeys keys) {
    signing = new SigningPool(new TokenSigner(keys), new SimpleMeterRegistry());
    ClaimDesk desk = new ClaimDesk(rooms, ModelRooms.TICKETS, KEYS.current(), () -> rooms.now);
    GenerateToken generateToken = new GenerateToken(desk, signing, () -> now);
    PublicKey publicKey = new PublicKey(rooms, keys);
    KeySet keySet = new KeySet(keys);
    visitors =
        EdgeServer.start(
            Origin.PUBLIC,
            0,
            List.of(
                TokenFaces.visitors(generateToken, publicKey, keySet, PublicAccess.everybody())));
    site =
        EdgeServer.start(
            Origin.PRIVATE,
            0,
            List.of(TokenFaces.site(generateToken, new PrivateAccess.BehindGateway())));
  }

  @AfterEach
  void stop() {
    client.close();
    stopServers();
  }

  @Test
  void aServedPlaceGetsThreeTokensThatThePublishedKeyOpens() {
    HttpResponse<String> answer = claim(request(4));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.body())
        .matches(
            "\\{\"access_token\":\"[\\w.-]+\",\"refresh_token\":\"[\\w.-]+\","
                + "\"id_token\":\"[\\w.-]+\",\"token_type\":\"Bearer\",\"expires_in\":600}");
    PublicKeys published = PublicKeys.parse(get("/public_key?event_id=Sample").body());
    for (TokenUse use : TokenUse.values()) {
      TokenClaims claims =
          valid(published, use, ModelRooms.ISSUER, token(answer, use.wireName() + "_token"));
      assertThat(claims.subject()).isEqualTo(request(4));
      assertThat(claims.queuePosition().value()).isEqualTo(5);
      assertThat(claims.issuedAt()).isEqualTo("2026-11-20T10:00:00Z");
      assertThat(claims.expiresAt()).isEqualTo("2026-11-20T10:10:00Z");
    }
  }

  @Test
  void theTokensAreTheSameOnEveryCallAndOnEveryInstance() {
    String first = claim(request(0)).body();
    String upperCase =
        post(
                visitors,
                "/generate_token",
                body("Sample", request(0).toString().toUpperCase(Locale.ROOT)))
            .body();
    assertThat(upperCase).isEqualTo(first);

    stopServers();
    start();

    assertThat(claim(request(0)).body()).isEqualTo(first);
  }

  @Test
  void expiresInRunsDownToZeroAndNotBelow() {
    String first = claim(request(0)).body();
    now = now.plusSeconds(599);
    assertThat(claim(request(0)).body())
        .isEqualTo(first.replace("\"expires_in\":600", "\"expires_in\":1"));
    now = now.plusSeconds(100_000);
    assertThat(claim(request(0)).body())
        .isEqualTo(first.replace("\"expires_in\":600", "\"expires_in\":0"));
  }

  @Test
  void whoIsNotServedOrNumberedYetIsToldToWait() {
    HttpResponse<String> notServed = claim(request(5));
    HttpResponse<String> notNumbered = claim(request(10));

    assertThat(notServed.statusCode()).isEqualTo(202);
    assertThat(notServed.body()).isEqualTo("{\"message\":\"the queue number is not served yet\"}");
    assertThat(notServed.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(notNumbered.statusCode()).isEqualTo(202);
    assertThat(notNumbered.body())
        .isEqualTo("{\"message\":\"the request has no queue number yet\"}");
  }

  @Test
  void aRequestThatIsNotFoundIs404() {
    assertError(
        404,
        "there is no such request_id in this event",
        post(visitors, "/generate_token", body("Sample", NOBODY)));
    assertThat(claim(request(0)).statusCode()).isEqualTo(200);
    rooms.reset();
    assertError(404, "there is no such request_id in this event", claim(request(0)));
  }

  @Test
  void aSessionThatIsOverIs410() {
    claim(request(0));
    claim(request(1));
    rooms.update(request(0), SessionStatus.COMPLETED);
    rooms.update(request(1), SessionStatus.ABANDONED);

    assertError(410, "the session of this request is over", claim(request(0)));
    assertError(410, "the session of this request is over", claim(request(1)));
  }

  @Test
  void anUnknownEventIs400() {
    assertError(
        400,
        "there is no such event_id",
        post(visitors, "/generate_token", body("Other", request(0).toString())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event_id\":\"Sample\"}",
        "{\"request_id\":\"" + NOBODY + "\"}",
        "{\"event_id\":null,\"request_id\":\"" + NOBODY + "\"}",
        "{\"event_id\":7,\"request_id\":\"" + NOBODY + "\"}",
        "{\"event_id\":[\"Sample\"],\"request_id\":\"" + NOBODY + "\"}",
        "{\"event_id\":\"\",\"request_id\":\"" + NOBODY + "\"}",
        "{\"event_id\":\"Sam ple\",\"request_id\":\"" + NOBODY + "\"}",
        "{\"event_id\":\"Sample\",\"request_id\":true}",
        "{\"event_id\":\"Sample\",\"request_id\":\"\"}",
        "{\"event_id\":\"Sample\",\"request_id\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"}",
        "{\"event_id\":\"Sample\",\"request_id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1fg\"}",
        "{\"event_id\":\"Sample\",\"request_id\":\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f00\"}",
        "{\"event_id\":\"A\",\"event_id\":\"Sample\",\"request_id\":\"" + NOBODY + "\"}",
        "[]",
        "null",
        "\"Sample\"",
        "",
        "{",
        "event_id=Sample",
      })
  void aMalformedBodyIs400OnBothOrigins(String body) {
    assertError(400, post(visitors, "/generate_token", body));
    assertError(400, post(site, "/generate_token", body));
  }

  @Test
  void anEventIdThatIsTooLongIs400AndNamed() {
    assertError(
        400,
        "event_id must be 1 to 128 characters of A-Z a-z 0-9 . _ -",
        post(visitors, "/generate_token", body("x".repeat(129), NOBODY)));
    assertError(
        400,
        "there is no such event_id",
        post(visitors, "/generate_token", body("x".repeat(128), NOBODY)));
  }

  @Test
  void aHugeBodyIs413() {
    assertError(413, post(visitors, "/generate_token", body("Sample", "x".repeat(8 * 1024 + 1))));
  }

  @Test
  void anotherMethodIs405AndAnotherTypeIs415() {
    assertError(405, get("/generate_token"));
    assertError(405, post(visitors, "/public_key?event_id=Sample", "{}"));
    assertError(
        415,
        send(
            HttpRequest.newBuilder(uri(visitors, "/generate_token"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body("Sample", NOBODY)))));
  }

  @Test
  void unknownFieldsAreIgnoredAlsoTheOverridesOfTheSite() {
    String overrides = "\"issuer\":\"https://evil.example\",\"validity_period\":999999}";
    String plain = body("Sample", request(0).toString());

    HttpResponse<String> answer =
        post(
            visitors,
            "/generate_token",
            plain.replace("}", ",\"colour\":{\"deep\":[1]}," + overrides));

    assertThat(answer.body()).contains("\"expires_in\":600");
    valid(KEYS.publicKeys(), TokenUse.ACCESS, ModelRooms.ISSUER, token(answer, "access_token"));
  }

  @Test
  void theSiteMayOverrideIssuerAndValidityWhenTheTokenIsMade() {
    HttpResponse<String> made =
        post(site, "/generate_token", override(0, "\"https://site.example\"", "60"));
    HttpResponse<String> again =
        post(site, "/generate_token", override(0, "\"https://late.example\"", "61"));

    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.body()).contains("\"expires_in\":60}");
    valid(
        KEYS.publicKeys(),
        TokenUse.ACCESS,
        new Issuer("https://site.example"),
        token(made, "access_token"));
    assertThat(again.body()).isEqualTo(made.body());
    assertThat(claim(request(0)).body()).isEqualTo(made.body());
    assertThat(made.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void theSiteMayAskForALoginThatOnlyTheIdTokenTells() {
    String body = body("Sample", request(0).toString());
    String asking = body.replace("}", ",\"nonce\":\"n-1\",\"auth_time\":true}");
    HttpResponse<String> plain = post(site, "/generate_token", body);
    long madeAt = now.getEpochSecond();
    now = now.plusSeconds(500);

    HttpResponse<String> asked = post(site, "/generate_token", asking);

    assertThat(payload(token(asked, "id_token")))
        .isEqualTo(
            payload(token(plain, "id_token"))
                .replace("\"iat\":" + madeAt, "\"iat\":" + (madeAt + 500))
                .replace("}", ",\"auth_time\":" + madeAt + ",\"nonce\":\"n-1\"}"));
    assertThat(token(asked, "access_token")).isEqualTo(token(plain, "access_token"));
    assertThat(token(asked, "refresh_token")).isEqualTo(token(plain, "refresh_token"));
    assertThat(token(post(visitors, "/generate_token", asking), "id_token"))
        .isEqualTo(token(plain, "id_token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"nonce\":\"\"", "\"nonce\":7", "\"nonce\":\"\\ud800\"", "\"auth_time\":\"yes\""})
  void whatNoIdTokenCanSayIs400AndNamed(String field) {
    HttpResponse<String> answer =
        post(
            site,
            "/generate_token",
            body("Sample", request(0).toString()).replace("}", "," + field + "}"));

    assertError(400, answer);
    assertThat(answer.body()).contains(field.substring(1, field.indexOf('"', 1)));
    assertThat(rooms.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "31536001", "1.5", "\"60\"", "1e3", "true", "99999999999999999999"})
  void anOverrideOfTheValidityThatCanNotBeIs400AndNamed(String validity) {
    HttpResponse<String> answer =
        post(site, "/generate_token", override(0, "\"https://site.example\"", validity));

    assertError(400, answer);
    assertThat(answer.body()).contains("validity_period");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "7", "\"with space\"", "\"umläut\"", "{}"})
  void anOverrideOfTheIssuerThatCanNotBeIs400AndNamed(String issuer) {
    HttpResponse<String> answer = post(site, "/generate_token", override(0, issuer, "60"));

    assertError(400, answer);
    assertThat(answer.body()).contains("issuer");
    assertThat(rooms.asked).isEmpty();
  }

  @Test
  void theSiteGetsTheStatusesOfTheVisitors() {
    assertThat(post(site, "/generate_token", body("Sample", request(5).toString())).statusCode())
        .isEqualTo(202);
    assertError(400, post(site, "/generate_token", body("Other", request(0).toString())));
    assertError(404, post(site, "/generate_token", body("Sample", NOBODY)));
    claim(request(0));
    rooms.update(request(0), SessionStatus.COMPLETED);
    assertError(410, post(site, "/generate_token", body("Sample", request(0).toString())));
  }

  @Test
  void aRepeatUnderItsKeyGetsTheFirstAnswerOfTheSiteAndAnotherBodyNone() {
    String first = override(0, "\"https://shop.example\"", "60");
    HttpResponse<String> made = postUnder("a-key", site, first);

    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(postUnder("a-key", site, first).body()).isEqualTo(made.body());
    String words = "this Idempotency-Key came with another body before";
    assertError(422, words, postUnder("a-key", site, override(0, "null", "60")));
    assertError(422, words, postUnder("a-key", site, override(1, "null", "60")));
  }

  @Test
  void notYetIsNotRememberedUnderAKey() {
    String early = body("Sample", request(7).toString());
    assertThat(postUnder("a-key", site, early).statusCode()).isEqualTo(202);
    rooms.served(5);

    assertThat(postUnder("a-key", site, early).statusCode()).isEqualTo(200);
  }

  @Test
  void visitorsNeedNoKey() {
    HttpResponse<String> made = postUnder("a-key", visitors, body("Sample", request(0) + ""));
    assertThat(made.statusCode()).isEqualTo(200);

    assertThat(postUnder("a-key", visitors, body("Sample", request(1) + "")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatNobodyCanSayAtTheMomentIs503AndSaysWhenToAskAgain() {
    rooms.roomSilent = true;
    assertUnavailable(claim(request(0)));
    rooms.memoryStale = true;
    assertUnavailable(claim(request(0)));
    assertUnavailable(get("/public_key?event_id=Sample"));
  }

  @Test
  void whoFindsNoPlaceInTheLineForASignatureIsToldWhenToAskAgain() {
    signing.close();

    assertUnavailable(claim(request(0)));
  }

  @Test
  void aTokenWhoseKeyIsGoneCanNotBeSignedAndIsGoneOnceItHasExpired() {
    claim(request(0));
    stopServers();
    start(SigningKeys.generate());

    assertUnavailable(claim(request(0)));
    now = now.plusSeconds(600);
    assertError(410, "the token of this request has expired", claim(request(0)));
  }

  @Test
  void publishesTheKeyForHours() {
    HttpResponse<String> answer = get("/public_key?event_id=Sample");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(KEYS.currentJwk());
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=7200");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void publishesEveryKeyForMinutes(@TempDir Path directory) throws IOException {
    SigningKeys current = SigningKeys.loadOrGenerate(directory.resolve("current"));
    SigningKeys next = SigningKeys.loadOrGenerate(directory.resolve("next"));
    stopServers();
    start(both(directory));

    HttpResponse<String> answer = get("/.well-known/jwks.json");

    assertThat(answer.statusCode()).isEqualTo(200);
    PublicKeys published = PublicKeys.parse(answer.body());
    assertThat(published.jwk(current.current())).contains(current.currentJwk());
    assertThat(published.jwk(next.current())).contains(next.currentJwk());
    assertThat(answer.body()).doesNotContain("\"d\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  /** A file that holds the keys of two. */
  private static SigningKeys both(Path directory) throws IOException {
    String first = Files.readString(directory.resolve("current"));
    String second = Files.readString(directory.resolve("next"));
    Path file = directory.resolve("both");
    Files.copy(directory.resolve("current"), file, StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(
        file, first.replaceFirst("]}\\s*$", ",") + second.replaceFirst("^\\{\"keys\":\\[", ""));
    return SigningKeys.load(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?event_id=",
        "?event_id=Other",
        "?event_id=sample",
        "?event_id=a%20b",
        "?eventid=Sample",
        "?event_id=Sample&event_id=Other"
      })
  void aMissingOrUnknownEventHasNoKey(String query) {
    HttpResponse<String> answer = get("/public_key" + query);

    assertError(404, answer);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private void stopServers() {
    visitors.close();
    site.close();
    signing.close();
  }

  private TokenClaims valid(PublicKeys keys, TokenUse use, Issuer issuer, String token) {
    Expectation expected = new Expectation(ModelRooms.EVENT, issuer, use, Duration.ZERO);
    Verdict verdict = new TokenVerifier(keys, expected).verify(token, now);
    assertThat(verdict).isInstanceOf(Verdict.Valid.class);
    return ((Verdict.Valid) verdict).claims();
  }

  private static String token(HttpResponse<String> answer, String name) {
    return answer.body().replaceFirst(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }

  private static String payload(String token) {
    return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), UTF_8);
  }

  private static String body(String eventId, String requestId) {
    return "{\"event_id\":\"" + eventId + "\",\"request_id\":\"" + requestId + "\"}";
  }

  private static String override(long offset, String issuer, String validity) {
    return "{\"event_id\":\"Sample\",\"request_id\":\"%s\",\"issuer\":%s,\"validity_period\":%s}"
        .formatted(request(offset), issuer, validity);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertError(503, answer);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
  }

  private static void assertError(int status, String words, HttpResponse<String> answer) {
    assertError(status, answer);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + words + "\"}");
  }

  private static void assertError(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).matches("\\{\"error\":\"[^\"]{10,}\"}");
    assertThat(answer.body()).doesNotContain("Exception");
  }

  private HttpResponse<String> claim(RequestId requestId) {
    return post(visitors, "/generate_token", body("Sample", requestId.toString()));
  }

  private HttpResponse<String> get(String target) {
    return send(HttpRequest.newBuilder(uri(visitors, target)));
  }

  private HttpResponse<String> post(EdgeServer server, String target, String body) {
    return send(
        HttpRequest.newBuilder(uri(server, target))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> postUnder(String key, EdgeServer server, String body) {
    return send(
        HttpRequest.newBuilder(uri(server, "/generate_token"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static URI uri(EdgeServer server, String target) {
    return URI.create("http://localhost:" + server.port() + target);
  }
}

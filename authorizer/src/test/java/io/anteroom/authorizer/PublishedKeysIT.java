package io.anteroom.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.tokenvectors.KeyOrigin;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function and the origin that publishes the keys, over HTTP. */
class PublishedKeysIT {

  private static final TokenVectors VECTORS = TokenVectors.read();
  private static final String GOOD = VECTORS.named("good").token();
  private static final String FOREIGN_KID = VECTORS.named("kid a path").token();

  /** API Gateway waits 10 s at most; half of it leaves room for a cold start. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Keys are asked for again after 5 s where there are none, and after 30 s where there are. */
  private static final Duration A_WHILE = Duration.ofSeconds(40);

  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private final KeyOrigin origin = KeyOrigin.of(VECTORS.jwks());
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void fetchesTheKeysBeforeTheFirstCall() {
    AuthorizerFunction function = function(Map.of());
    assertThat(origin.requests()).hasSize(1);

    assertThat(answer(function, GOOD)).startsWith("{\"isAuthorized\":true,");
    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void sendsTheOriginKeyWhereItHasOne() {
    var _ = function(Map.of("ANTEROOM_ORIGIN_KEY", "s3cr3t"));
    var _ = function(Map.of());

    assertThat(origin.requests())
        .containsExactly("GET /.well-known/jwks.json s3cr3t", "GET /.well-known/jwks.json null");
  }

  @Test
  void refusesEverybodyInTimeWhereTheOriginIsDown() {
    origin.answers(503, "");

    refusesInTimeForWantOfKeys();
  }

  @Test
  void refusesEverybodyInTimeWhereNobodyListens() {
    origin.close();

    refusesInTimeForWantOfKeys();
  }

  @Test
  void refusesEverybodyInTimeWhereTheOriginHangs() {
    origin.hangs();

    refusesInTimeForWantOfKeys();
  }

  @Test
  void refusesEverybodyInTimeWhereTheOriginPublishesNonsense() {
    origin.answers("<html>");

    refusesInTimeForWantOfKeys();
  }

  private void refusesInTimeForWantOfKeys() {
    Instant start = Instant.now();
    AuthorizerFunction function = function(Map.of());

    assertThat(answer(function, GOOD))
        .isEqualTo("{\"isAuthorized\":false,\"context\":{\"reason\":\"keys_unavailable\"}}");
    assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
    assertThat(log.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .contains("\"reason\":\"keys_unavailable\"", "\"KeysUnavailable\":1");
  }

  @Test
  void doesNotHammerAnOriginThatIsDown() {
    origin.answers(503, "");
    AuthorizerFunction function = function(Map.of());

    askByMany(function, GOOD);

    assertThat(origin.requests()).hasSizeBetween(1, 2);
  }

  @Test
  void doesNotHammerTheOriginForKeysThatNobodyPublished() {
    AuthorizerFunction function = function(Map.of());

    askByMany(function, FOREIGN_KID);

    assertThat(origin.requests()).hasSizeBetween(1, 2);
  }

  private static void askByMany(AuthorizerFunction function, String token) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> calls =
          IntStream.range(0, 200)
              .<Callable<String>>mapToObj(_ -> () -> answer(function, token))
              .toList();
      assertThat(threads.invokeAll(calls))
          .allSatisfy(answer -> assertThat(answer.get()).startsWith("{\"isAuthorized\":false,"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void letsPeopleInOnceTheKeysCanBeHad() {
    origin.answers(503, "");
    AuthorizerFunction function = function(Map.of());
    origin.answers(VECTORS.jwks());

    await()
        .atMost(A_WHILE)
        .pollInterval(A_MOMENT)
        .until(() -> answer(function, GOOD).startsWith("{\"isAuthorized\":true,"));
    assertThat(origin.requests()).hasSize(2);
  }

  @Test
  void findsANewKeyWithOneMoreFetch() {
    origin.answers(VECTORS.jwks().replace("\"current-key\"", "\"not yet current\""));
    AuthorizerFunction function = function(Map.of());
    origin.answers(VECTORS.jwks());

    await()
        .atMost(A_WHILE)
        .pollInterval(A_MOMENT)
        .until(() -> answer(function, GOOD).startsWith("{\"isAuthorized\":true,"));
    assertThat(origin.requests()).hasSize(2);
  }

  private AuthorizerFunction function(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "ANTEROOM_PUBLIC_ORIGIN", origin.address().toString(),
                "ANTEROOM_EVENT_ID", VECTORS.audience(),
                "ANTEROOM_ISSUER", VECTORS.issuer()));
    environment.putAll(more);
    return new AuthorizerFunction(environment, new PrintStream(log, true, UTF_8));
  }

  private static String answer(AuthorizerFunction function, String token) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      function.handleRequest(
          new ByteArrayInputStream(Events.HTTP_2.with("Bearer " + token).getBytes(UTF_8)),
          answer,
          null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(UTF_8);
  }
}

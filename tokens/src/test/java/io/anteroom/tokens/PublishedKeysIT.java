package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.token.KeyId;
import io.anteroom.tokens.Verdict.Flaw;
import io.anteroom.tokenvectors.KeyOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedKeysIT {

  private static final KeyId CURRENT = Golden.KEYS.current();
  private static final KeyId OLDER = new KeyId(Golden.KEYS.keys().getLast().getKeyID());
  private static final String BOTH = Golden.KEYS.publicKeys().jwks();
  private static final String CURRENT_ALONE = "{\"keys\":[" + Golden.KEYS.currentJwk() + "]}";

  private final AtomicLong nanos = new AtomicLong();
  private KeyOrigin origin;
  private PublishedKeys keys;

  @BeforeEach
  void publish() {
    origin = KeyOrigin.of(BOTH);
    keys = new PublishedKeys(origin.address(), Map.of(), nanos::get);
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void answersEverybodyFromOneFetch() throws Exception {
    List<Optional<?>> found =
        fromThreads(1 + PublishedKeys.MAX_WAITERS, 10_000, _ -> keys.find(CURRENT));

    assertThat(found).hasSize(10_000).allMatch(Optional::isPresent);
    assertThat(origin.requests()).containsExactly("GET /.well-known/jwks.json null");
  }

  @Test
  void unknownKidsCauseOneFetchInACoolDown() throws Exception {
    keys.find(CURRENT);

    for (int coolDown = 1; coolDown <= 3; coolDown++) {
      nanos.addAndGet(PublishedKeys.COOL_DOWN.toNanos());
      List<Optional<?>> found =
          fromFiftyThreads(10_000, i -> keys.find(new KeyId("stranger-" + i)));

      assertThat(found).hasSize(10_000).allMatch(Optional::isEmpty);
      assertThat(origin.requests()).hasSize(1 + coolDown);
    }
  }

  @Test
  void nothingIsFetchedWithinTheCoolDown() {
    keys.find(CURRENT);
    nanos.addAndGet(PublishedKeys.COOL_DOWN.toNanos() - 1);

    assertThat(keys.find(new KeyId("stranger"))).isEmpty();
    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void findsAKeyThatWasPublishedLater() {
    origin.answers(CURRENT_ALONE);
    assertThat(keys.find(OLDER)).isEmpty();
    origin.answers(BOTH);

    assertThat(keys.find(OLDER)).isEmpty();
    nanos.addAndGet(PublishedKeys.COOL_DOWN.toNanos());
    assertThat(keys.find(OLDER)).isPresent();
  }

  @Test
  void forgetsAKeyThatWasTakenAway() {
    assertThat(keys.find(OLDER)).isPresent();
    origin.answers(CURRENT_ALONE);
    nanos.addAndGet(PublishedKeys.FRESH_FOR.toNanos() - 1);
    assertThat(keys.find(OLDER)).isPresent();
    assertThat(origin.requests()).hasSize(1);

    nanos.addAndGet(1);

    assertThat(keys.find(OLDER)).isEmpty();
    assertThat(keys.find(CURRENT)).isPresent();
    assertThat(origin.requests()).hasSize(2);
  }

  @Test
  void goesOnForAnHourWithoutTheOriginAndNoLonger() {
    keys.find(CURRENT);
    origin.close();

    nanos.addAndGet(PublishedKeys.KEPT_FOR.toNanos() - 1);
    assertThat(keys.find(CURRENT)).isPresent();

    nanos.addAndGet(1);
    assertThatThrownBy(() -> keys.find(CURRENT)).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void showsAllKeysThatWereThereFiveMinutesAgo() {
    assertThat(keys.all().jwks()).isEqualTo(BOTH);
    origin.answers(CURRENT_ALONE);
    nanos.addAndGet(PublishedKeys.FRESH_FOR.toNanos() - 1);
    assertThat(keys.all().jwks()).isEqualTo(BOTH);

    nanos.addAndGet(1);

    assertThat(keys.all().jwks()).isEqualTo(CURRENT_ALONE);
    assertThat(origin.requests()).hasSize(2);
  }

  @Test
  void showsAllKeysForAnHourWithoutTheOriginAndNoLonger() {
    keys.all();
    origin.close();

    nanos.addAndGet(PublishedKeys.KEPT_FOR.toNanos() - 1);
    assertThat(keys.all().jwks()).isEqualTo(BOTH);

    nanos.addAndGet(1);
    assertThatThrownBy(keys::all).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void nobodyButOneWaitsForAnOriginThatHangsWhileKeysAreKnown() throws Exception {
    keys.find(CURRENT);
    origin.hangs();
    nanos.addAndGet(PublishedKeys.FRESH_FOR.toNanos());
    List<Duration> waits =
        fromFiftyThreads(10_000, _ -> waitOf(() -> assertThat(keys.find(CURRENT)).isPresent()));

    // All fifty threads would wait for two seconds, if more than one did.
    assertThat(waits).filteredOn(wait -> wait.toMillis() > 1_900).hasSizeLessThan(10);
    assertThat(origin.requests()).hasSize(2);
  }

  @Test
  void strangersTakeFewThreadsOfASiteWhileTheOriginHangs() throws Exception {
    keys.find(CURRENT);
    origin.hangs();
    nanos.addAndGet(PublishedKeys.COOL_DOWN.toNanos());

    List<Duration> waits =
        fromThreads(
            200,
            200,
            i -> waitOf(() -> assertThat(keys.find(new KeyId("stranger-" + i))).isEmpty()));

    assertThat(waits)
        .filteredOn(PublishedKeysIT::isLong)
        .hasSizeBetween(1, 1 + PublishedKeys.MAX_WAITERS);
    assertThat(origin.requests()).hasSize(2);
  }

  @Test
  void peopleDoNotWaitBehindStrangersForKeysThatAreNoLongerFresh() throws Exception {
    keys.find(CURRENT);
    origin.hangs();
    nanos.addAndGet(PublishedKeys.FRESH_FOR.toNanos());

    try (ExecutorService strangers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        KeyId stranger = new KeyId("stranger-" + i);
        var _ = strangers.submit(() -> keys.find(stranger));
      }
      await().until(() -> origin.requests().size() == 2);

      assertThat(waitOf(() -> assertThat(keys.find(CURRENT)).isPresent()))
          .isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void fewWaitForTheFirstKeysWhileTheOriginHangs() throws Exception {
    origin.hangs();

    List<Duration> waits =
        fromThreads(
            200,
            200,
            _ ->
                waitOf(() ->
                    assertThatThrownBy(() -> keys.find(CURRENT))
                        .isInstanceOf(KeysUnavailableException.class)));

    assertThat(waits)
        .filteredOn(PublishedKeysIT::isLong)
        .hasSizeBetween(1, 1 + PublishedKeys.MAX_WAITERS);
  }

  @Test
  void everybodyGetsTheAnswerOfTheSameFetchAndNotLate() throws Exception {
    origin.hangs();
    String token = new TokenSigner(Golden.KEYS).sign(Golden.claims()).access();
    TokenVerifier verifier = new TokenVerifier(keys, Golden.access());
    long began = System.nanoTime();

    List<Verdict> verdicts = fromFiftyThreads(10_000, _ -> verifier.verify(token, Golden.ISSUED));

    assertThat(verdicts).containsOnly(new Verdict.Invalid(Flaw.KEYS_UNAVAILABLE));
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isLessThan(PublishedKeys.FETCH_LIMIT.plusSeconds(2));
    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void asksAgainSoonWhileThereIsNoKeyAtAll() {
    origin.answers(503, "");
    assertThatThrownBy(() -> keys.find(CURRENT)).isInstanceOf(KeysUnavailableException.class);
    origin.answers(BOTH);

    assertThatThrownBy(() -> keys.find(CURRENT)).isInstanceOf(KeysUnavailableException.class);
    assertThat(origin.requests()).hasSize(1);
    nanos.addAndGet(PublishedKeys.COOL_DOWN_WITHOUT_KEYS.toNanos());
    assertThat(keys.find(CURRENT)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|no JSON",
        "200|{\"keys\":[]}",
        "200|''",
        "204|''",
        "301|''",
        "302|''",
        "307|''",
        "403|{}",
        "404|{}",
        "500|{}"
      })
  void keepsWhatItHasWhenTheAnswerHoldsNoKeys(int status, String body) {
    keys.find(CURRENT);
    origin.answers(status, body);
    nanos.addAndGet(PublishedKeys.COOL_DOWN.toNanos());

    assertThat(keys.find(new KeyId("stranger"))).isEmpty();

    assertThat(keys.find(CURRENT)).isPresent();
    assertThat(origin.requests()).hasSize(2).allMatch(request -> request.contains("jwks.json"));
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    origin.answersEndlessly(" ".repeat(1024));

    assertThatThrownBy(() -> keys.find(CURRENT)).isInstanceOf(KeysUnavailableException.class);

    await().until(PublishedKeysIT::nobodyFetches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\n\r\n{"})
  void anAnswerThatComesDropByDropIsEnded(String beginning) throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      AtomicInteger calls = new AtomicInteger();
      Thread.startVirtualThread(() -> drip(slow, beginning, calls));
      PublishedKeys slowKeys =
          new PublishedKeys(
              URI.create("http://localhost:" + slow.getLocalPort()), Map.of(), nanos::get);

      assertThatThrownBy(() -> slowKeys.find(CURRENT)).isInstanceOf(KeysUnavailableException.class);

      await().until(PublishedKeysIT::nobodyFetches);
      assertThat(calls).hasValue(1);
    }
  }

  /** The JDK's client calls once more if a call is cut off before the first byte of its answer. */
  @Test
  void anOriginThatHangsUpIsCalledTwiceAtMost() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      AtomicInteger calls = new AtomicInteger();
      Thread.startVirtualThread(() -> hangUp(rude, calls));
      PublishedKeys rudeKeys =
          new PublishedKeys(
              URI.create("http://localhost:" + rude.getLocalPort()), Map.of(), nanos::get);

      fromFiftyThreads(
          10_000,
          _ ->
              assertThatThrownBy(() -> rudeKeys.find(CURRENT))
                  .isInstanceOf(KeysUnavailableException.class));

      assertThat(calls).hasValueLessThanOrEqualTo(2);
    }
  }

  @Test
  void sendsTheOriginKeyAndNeverShowsIt() {
    PublishedKeys guarded = PublishedKeys.at(origin.address(), "0123456789abcdefghij");

    assertThat(guarded.find(CURRENT)).isPresent();

    assertThat(origin.requests())
        .containsExactly("GET /.well-known/jwks.json 0123456789abcdefghij");
    assertThat(guarded.toString()).doesNotContain("0123456789");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/stage", "/stage/"})
  void takesAnOriginWithAPath(String path) {
    PublishedKeys staged = PublishedKeys.at(URI.create(origin.address() + path));

    assertThat(staged.find(CURRENT)).isPresent();
    assertThat(origin.requests())
        .containsExactly("GET " + path.replaceAll("/$", "") + "/.well-known/jwks.json null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waiting.example", "/keys", "file:///etc/passwd", "ftp://waiting.example",
        "https:///", "https://a:b@waiting.example", "https://waiting.example?x", "https://x/#y"
      })
  void refusesWhatIsNoOrigin(String address) {
    assertThatThrownBy(() -> PublishedKeys.at(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("public origin");
  }

  @Test
  void whoeverIsInterruptedStopsWaiting() {
    origin.hangs();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> keys.find(CURRENT)).isInstanceOf(KeysUnavailableException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  private static Duration waitOf(Runnable question) {
    long began = System.nanoTime();
    question.run();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** An origin that hangs is given up after two seconds. */
  private static boolean isLong(Duration wait) {
    return wait.toMillis() > 1_000;
  }

  private static boolean nobodyFetches() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("anteroom-keys"));
  }

  /** Sends one letter after the other, each in time and all of them never. */
  private static void drip(ServerSocket server, String beginning, AtomicInteger calls) {
    while (!server.isClosed()) {
      try (Socket call = server.accept();
          OutputStream out = call.getOutputStream()) {
        calls.incrementAndGet();
        out.write(beginning.getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write('x');
          out.flush();
          Thread.sleep(100);
        }
      } catch (Exception _) {
        // The other side has closed it.
      }
    }
  }

  private static void hangUp(ServerSocket server, AtomicInteger calls) {
    while (!server.isClosed()) {
      try (Socket call = server.accept()) {
        calls.incrementAndGet();
        call.getInputStream().read();
      } catch (IOException _) {
        // The test is over.
      }
    }
  }

  private interface Question<T> {
    T ask(int index);
  }

  private static <T> List<T> fromFiftyThreads(int questions, Question<? extends T> question)
      throws Exception {
    return fromThreads(50, questions, question);
  }

  private static <T> List<T> fromThreads(int count, int questions, Question<? extends T> question)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<T>> answers =
          IntStream.range(0, questions)
              .mapToObj(i -> threads.submit(() -> (T) question.ask(i)))
              .toList();
      List<T> all = new ArrayList<>();
      for (Future<T> answer : answers) {
        all.add(answer.get());
      }
      return all;
    }
  }
}

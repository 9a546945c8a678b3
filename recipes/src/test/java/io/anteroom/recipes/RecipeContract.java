package io.anteroom.recipes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every recipe must do, over HTTP. */
public abstract class RecipeContract {

  private static final TokenVectors VECTORS = TokenVectors.read();

  /** A good token. */
  protected static final String GOOD = VECTORS.named("good").token();

  /** One that was good once. */
  protected static final String EXPIRED = VECTORS.named("expired").token();

  private static final String OLDER = VECTORS.named("good, of the older key").token();
  private static final String STRANGER = VECTORS.named("kid of the stranger who signed").token();
  private static final String OTHER = VECTORS.named("good, of another visitor").token();
  private static final String SUBJECT = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
  private static final String OTHERS_SUBJECT = "1a2b3c4d-5e6f-4708-9a0b-1c2d3e4f5a6b";

  private static final int MOST_KEYS = 16;
  private static final int MANY = 300;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private KeyServer keys;
  private Gate gate;
  private Visitor visitor;

  /** Starts a site behind the recipe; folder is empty, and gone after the test. */
  protected abstract Gate open(KeyServer keys, Path folder) throws Exception;

  /**
   * The recipe's list of vectors that it takes although they are flawed: {@code taken/NAME.txt}.
   */
  protected abstract String recipe();

  @BeforeEach
  void openTheGate(@TempDir Path folder) throws Exception {
    openTheGate(folder, Optional.of(VECTORS.jwks()));
  }

  private void openTheGate(Path folder, Optional<String> published) throws Exception {
    keys = new KeyServer();
    published.ifPresent(keys::publish);
    gate = open(keys, folder);
    visitor = new Visitor(gate.port());
  }

  @AfterEach
  void closeTheGate() {
    keys.close();
    visitor.close();
    if (gate != null) {
      gate.close();
    }
  }

  @Test
  void takesTheGoodTokensAndOfTheOthersThoseOfItsList() throws IOException {
    List<String> good =
        carried().filter(vector -> vector.flaw().isEmpty()).map(TokenVector::name).toList();

    List<String> taken =
        carried()
            .filter(vector -> visitor.isWelcomeWith(vector.token()))
            .map(TokenVector::name)
            .toList();

    assertThat(taken)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(good.stream(), listed().stream()).toList());
  }

  @Test
  void itsListHoldsOnlyWhatLetsNobodyElseIn() throws IOException {
    assertThat(listed()).allMatch(name -> VECTORS.named(name).strict());
  }

  @Test
  void tellsTheSiteWhoComesAndBelievesNobodyElse() {
    String page =
        answer(Map.of("Authorization", "Bearer " + GOOD, "X-Anteroom-Subject", "somebody")).body();

    assertThat(page).contains(SUBJECT).doesNotContain("somebody");
  }

  /** Applications that take _ for - would find it beside the true one. */
  @Test
  void doesNotPassOnANameThatLooksLikeItsOwn() {
    HttpResponse<String> answer =
        answer(Map.of("Authorization", "Bearer " + GOOD, "X_Anteroom_Subject", "somebody"));

    assertThat(answer.body()).doesNotContain("somebody");
  }

  @Test
  void tellsTheSiteOneVisitorWhereTwoTokensCome() {
    HttpResponse<String> answer =
        answer(Map.of("Authorization", "Bearer " + GOOD, "Cookie", "anteroom_token=" + OTHER));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains(SUBJECT).doesNotContain(OTHERS_SUBJECT);
  }

  @Test
  void turnsAwayWhoHasNoToken() {
    HttpResponse<String> answer = answer(Map.of());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
  }

  @Test
  void takesAKeyThatIsPublishedLater() {
    keys.publish(withoutTheCurrentKey());
    untilGone(GOOD);

    keys.publish(VECTORS.jwks());

    await().atMost(LIMIT).until(() -> visitor.isWelcomeWith(GOOD));
    assertThat(visitor.isWelcomeWith(OLDER)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "503, {\"error\":\"try again\"}",
    "200, <html>We will be back</html>",
    "200, {\"error\":\"try again\"}",
    "302, <html>Elsewhere</html>",
    "401, <html>Who are you?</html>",
  })
  void keepsTheKeysWhileTheyCanNotBeHad(int status, String instead) {
    assertThat(visitor.isWelcomeWith(GOOD)).isTrue();
    keys.fail(status, instead);
    int before = keys.asked();

    await().atMost(LIMIT).until(() -> !visitor.isWelcomeWith(STRANGER) && keys.asked() > before);

    assertThat(visitor.isWelcomeWith(GOOD)).isTrue();
  }

  @Test
  void findsItsKeyAmongAsManyAsThereMayBe(@TempDir Path folder) throws Exception {
    closeTheGate();

    openTheGate(folder, Optional.of(withAsManyKeysAsThereMayBe()));

    await().atMost(LIMIT).until(() -> visitor.isWelcomeWith(GOOD));
  }

  @Test
  void letsNobodyInBeforeItHasKeys(@TempDir Path folder) throws Exception {
    closeTheGate();
    openTheGate(folder, Optional.empty());

    assertThat(visitor.isWelcomeWith(GOOD)).isFalse();
    keys.publish(VECTORS.jwks());
    await().atMost(LIMIT).until(() -> visitor.isWelcomeWith(GOOD));
  }

  @Test
  void asksSeldomForKeysWhateverStrangersSend() {
    assertThat(visitor.isWelcomeWith(GOOD)).isTrue();
    int before = keys.asked();

    for (int i = 0; i < MANY; i++) {
      assertThat(answer(Map.of("Authorization", "Bearer " + STRANGER)).statusCode()).isEqualTo(401);
    }

    assertThat(keys.asked() - before).isLessThan(MANY / 10);
  }

  /** What the site answers to whoever sends these headers. */
  protected HttpResponse<String> answer(Map<String, String> headers) {
    return visitor.shows(headers).orElseThrow();
  }

  /** A list that is asked for anew once a token names a key that nobody knows, at the latest. */
  private void untilGone(String token) {
    await()
        .atMost(LIMIT)
        .until(() -> !visitor.isWelcomeWith(STRANGER) && !visitor.isWelcomeWith(token));
  }

  /** Those that a header can hold: a line end would end it, and HTTP drops white space around. */
  private static Stream<TokenVector> carried() {
    return VECTORS.vectors().stream()
        .filter(vector -> vector.token().chars().allMatch(letter -> letter >= ' '))
        .filter(vector -> vector.token().equals(vector.token().strip()));
  }

  private List<String> listed() throws IOException {
    String file = "/taken/" + recipe() + ".txt";
    try (InputStream in = RecipeContract.class.getResourceAsStream(file)) {
      String list = new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
      return list.lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private static String withoutTheCurrentKey() {
    return VECTORS.jwks().replace("\"current-key\"", "\"another-key\"");
  }

  /** Those of others have 4096 bits. */
  private static String withAsManyKeysAsThereMayBe() {
    String others =
        IntStream.range(2, MOST_KEYS)
            .mapToObj(number ->
                """
                {"kty":"RSA","alg":"RS256","kid":"key %d","n":"%s8","e":"AQAB","use":"sig"},\
                """
                    .formatted(number, "_".repeat(682)))
            .collect(joining());
    return VECTORS.jwks().replace("[", "[" + others);
  }
}

package io.anteroom.tokens.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.tokens.Expectation;
import io.anteroom.tokens.PublicKeys;
import io.anteroom.tokens.PublishedKeys;
import io.anteroom.tokens.TokenVerifier;
import io.anteroom.tokenvectors.TokenVector;
import io.anteroom.tokenvectors.TokenVectors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingRoomFilterIT {

  private static final TokenVectors VECTORS = TokenVectors.read();
  private static final String GOOD = VECTORS.named("good").token();
  private static final String BAD = VECTORS.named("expired").token();
  private static final URI LINE = URI.create("https://waiting.example/line?room=Sample");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static Site site;

  @BeforeAll
  static void open() {
    site = new Site(new WaitingRoomFilter(verifier(), LINE), directory);
  }

  @AfterAll
  static void close() {
    site.close();
    CLIENT.close();
  }

  private static TokenVerifier verifier() {
    return new TokenVerifier(
        PublicKeys.parse(VECTORS.jwks()), Expectation.access(VECTORS.audience(), VECTORS.issuer()));
  }

  static List<TokenVector> vectors() {
    return VECTORS.vectors().stream().filter(TokenVector::fitsIntoAHeader).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void judgesABearerTokenAsTheVectorSays(TokenVector vector) {
    HttpResponse<String> answer =
        send(get("/").header("Authorization", "Bearer " + vector.token()));

    assertJudged(vector, answer);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void judgesATokenInACookieAsTheVectorSays(TokenVector vector) {
    HttpResponse<String> answer =
        send(get("/").header("Cookie", "colour=red; anteroom_token=" + vector.token()));

    assertJudged(vector, answer);
  }

  private static void assertJudged(TokenVector vector, HttpResponse<String> answer) {
    if (vector.isGood()) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("welcome, number ");
    } else {
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a megabyte of letters", "a megabyte of payload, well signed"})
  void anEndlessTokenLetsNobodyIn(String name) throws IOException {
    String token = VECTORS.named(name).token();

    String answer = raw("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  @Test
  void tellsTheSiteWhoWasLetIn() {
    assertThat(send(get("/").header("Authorization", "bearer " + GOOD)).body())
        .isEqualTo("welcome, number 17");
  }

  @Test
  void sendsAPersonToTheWaitingPageWithThePlaceToComeBackTo() {
    HttpResponse<String> answer =
        send(get("/shop/r%C3%B6d?size=4&colour=a%26b").header("Accept", "text/html,*/*;q=0.8"));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location"))
        .contains(LINE + "&return_to=%2Fshop%2Fr%25C3%25B6d%3Fsize%3D4%26colour%3Da%2526b");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
  }

  @Test
  void sendsAPersonBackWhoseTokenIsNoGood() {
    for (String header : List.of("Authorization: Bearer " + BAD, "Cookie: anteroom_token=" + BAD)) {
      String[] parts = header.split(": ", 2);

      HttpResponse<String> answer =
          send(get("/").header("Accept", "text/html").header(parts[0], parts[1]));

      assertThat(answer.statusCode()).isEqualTo(302);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, application/json",
    "GET, */*",
    "POST, text/html",
    "PUT, text/html",
    "OPTIONS, text/html"
  })
  void refusesAProgram(String method, String accept) {
    HttpRequest.Builder call =
        HttpRequest.newBuilder(site.address("/"))
            .method(method, BodyPublishers.noBody())
            .header("Accept", accept);

    HttpResponse<String> answer = send(call);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"waiting room\"");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void namesTheErrorToAProgramThatHasShownAToken() {
    HttpResponse<String> answer = send(get("/").header("Authorization", "Bearer " + BAD));

    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"waiting room\", error=\"invalid_token\"");
  }

  /** What a browser would read as another host, if the waiting page sent somebody there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "//stranger.example/|/",
        "///stranger.example/|/",
        "//stranger.example/?a=b|/",
        "/a//b|/a//b",
        "/?to=//stranger.example|/?to=//stranger.example",
        "http://stranger.example/a|/a",
        "http://stranger.example//b|/",
        "/%0d%0aSet-Cookie:a=b|/%0d%0aSet-Cookie:a=b",
        "/%5cstranger.example|/",
      })
  void neverNamesAPlaceOutsideOfTheSite(String target, String back) throws IOException {
    String answer =
        raw(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: text/html\r\n\r\n");

    if (!answer.startsWith("HTTP/1.1 400")) {
      String expected = URLEncoder.encode(back, US_ASCII);
      assertThat(answer).contains("Location: " + LINE + "&return_to=" + expected + "\r\n");
      assertThat(answer).doesNotContain("\nSet-Cookie");
    }
  }

  @Test
  void leavesOutAQueryThatIsTooLongAndThenThePath() {
    String long1 = "/a?q=" + "x".repeat(2000);
    String long2 = "/" + "x".repeat(2000);

    assertThat(send(get(long1).header("Accept", "text/html")).headers().firstValue("Location"))
        .contains(LINE + "&return_to=%2Fa");
    assertThat(send(get(long2).header("Accept", "text/html")).headers().firstValue("Location"))
        .contains(LINE + "&return_to=%2F");
  }

  @Test
  void takesAGoodCookieBesideAStaleOne() {
    String cookies = "anteroom_token=" + BAD + "; anteroom_token=" + GOOD;

    assertThat(send(get("/").header("Cookie", cookies)).statusCode()).isEqualTo(200);
  }

  @Test
  void aBearerTokenCountsAlone() {
    HttpRequest.Builder call =
        get("/")
            .header("Cookie", "anteroom_token=" + GOOD)
            .header("Authorization", "Bearer " + BAD);

    assertThat(send(call).statusCode()).isEqualTo(401);
  }

  @Test
  void twoBearerTokensAreNone() {
    HttpRequest.Builder call =
        get("/")
            .header("Authorization", "Bearer " + GOOD)
            .header("Authorization", "Bearer " + GOOD);

    assertThat(send(call).statusCode()).isEqualTo(401);
  }

  @Test
  void otherSchemesAreTheSitesOwn() {
    HttpRequest.Builder call =
        get("/").header("Authorization", "Basic YTpi").header("Cookie", "anteroom_token=" + GOOD);

    assertThat(send(call).statusCode()).isEqualTo(200);
  }

  @Test
  void judgesManyAtOnceEachByItsOwn() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String token = i % 2 == 0 ? GOOD : BAD;
        calls.add(() -> send(get("/").header("Authorization", "Bearer " + token)).statusCode());
      }
      List<Future<Integer>> answers = threads.invokeAll(calls);

      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(i % 2 == 0 ? 200 : 401);
      }
    }
  }

  @Test
  void asksEverybodyToComeBackWhileNobodyCanTell(@TempDir Path elsewhere) {
    TokenVerifier blind =
        new TokenVerifier(
            PublishedKeys.at(URI.create("http://localhost:1")),
            Expectation.access(VECTORS.audience(), VECTORS.issuer()));
    try (Site dark = new Site(new WaitingRoomFilter(blind, LINE), elsewhere)) {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(dark.address("/"))
                  .header("Accept", "text/html")
                  .header("Authorization", "Bearer " + GOOD));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
  }

  @Test
  void aSiteMayChooseItsOwnNames(@TempDir Path elsewhere) {
    WaitingRoomFilter filter =
        WaitingRoomFilter.with(verifier())
            .waitingPage(URI.create("/line.html"))
            .cookie("turn")
            .returnParameter("back")
            .clock(VECTORS::now)
            .build();
    try (Site own = new Site(filter, elsewhere)) {
      URI home = own.address("/home");
      HttpRequest.Builder person = HttpRequest.newBuilder(home).header("Accept", "text/html");

      assertThat(send(person).headers().firstValue("Location")).contains("/line.html?back=%2Fhome");
      assertThat(send(HttpRequest.newBuilder(home).header("Cookie", "turn=" + GOOD)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void withoutAWaitingPageEverybodyIsRefused(@TempDir Path elsewhere) {
    try (Site api = new Site(WaitingRoomFilter.with(verifier()).build(), elsewhere)) {
      HttpRequest.Builder person =
          HttpRequest.newBuilder(api.address("/")).header("Accept", "text/html");

      assertThat(send(person).statusCode()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line", "//waiting.example/line", "ftp://waiting.example/line", "javascript:alert(1)",
        "https:///line", "https://waiting.example/line#here", "/line#here", ""
      })
  void refusesWhatIsNoWaitingPage(String page) {
    assertThatThrownBy(() -> WaitingRoomFilter.with(verifier()).waitingPage(URI.create(page)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the waiting page must be like");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a;b", "a=b", "ä", "a\r\nb"})
  void refusesWhatIsNoName(String name) {
    assertThatThrownBy(() -> WaitingRoomFilter.with(verifier()).cookie(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> WaitingRoomFilter.with(verifier()).returnParameter(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HttpRequest.Builder get(String target) {
    return HttpRequest.newBuilder(site.address(target));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends what no well-behaved client would, and reads the head of the answer. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
      socket.setSoTimeout(5_000);
      try {
        socket.getOutputStream().write(request.getBytes(US_ASCII));
      } catch (IOException _) {
        // Tomcat has seen enough; what it said is there to be read.
      }
      return new String(socket.getInputStream().readNBytes(600), US_ASCII);
    }
  }
}

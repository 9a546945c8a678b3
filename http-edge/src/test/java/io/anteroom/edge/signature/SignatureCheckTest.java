package io.anteroom.edge.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureCheckTest {

  private static final String ID = "AKIDANTEROOM";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final String REGION = "us-east-1";
  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  private static final byte[] BODY = "{\"event_id\":\"Sample\"}".getBytes(UTF_8);

  private final SignatureCheck check =
      new SignatureCheck(Credentials.of(Map.of(ID, SECRET, "OTHER", "other")), REGION, at(NOW));

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  private static Signing signing(String id, String secret) {
    return new Signing(id, secret, REGION, "execute-api", at(NOW));
  }

  /** A request as it arrives, good until a test breaks one part of it. */
  static final class Draft {
    String method = "POST";
    String path = "/update_session";
    String query = "a=1&b=2";
    byte[] body = BODY;
    Map<String, List<String>> headers = new TreeMap<>();

    Draft signedBy(Signing signing) {
      URI uri = URI.create("http://localhost:8081" + path + (query.isEmpty() ? "" : "?" + query));
      headers = signing.sign(method, uri, headers, body);
      return this;
    }

    Draft with(String name, String... values) {
      headers.put(name, List.of(values));
      return this;
    }

    String authorization() {
      return headers.get("authorization").getFirst();
    }

    Draft editAuthorization(String from, String to) {
      assertThat(authorization()).contains(from);
      return with("authorization", authorization().replace(from, to));
    }

    SignedRequest request() {
      return new SignedRequest(
          method, path, query, name -> headers.getOrDefault(name, List.of()), body);
    }
  }

  private static Draft good() {
    return new Draft().with("content-type", "application/json").signedBy(signing(ID, SECRET));
  }

  private boolean accepts(Draft draft) {
    return check.accepts(draft.request());
  }

  @Test
  void acceptsWhatTheSdkSigns() {
    assertThat(accepts(good())).isTrue();
    assertThat(accepts(new Draft().signedBy(signing("OTHER", "other")))).isTrue();
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 300).mapToObj(Long::valueOf);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void acceptsWhateverTheSdkSigns(long seed) {
    // Spread, because neighbouring seeds begin alike.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    Draft draft = new Draft();
    draft.method = List.of("GET", "POST", "PUT", "DELETE").get(random.nextInt(4));
    draft.path = "/p" + URLEncoder.encode(text(random), UTF_8).replace("+", "%20") + "/x";
    draft.query =
        IntStream.range(0, random.nextInt(5))
            .mapToObj(i ->
                escaped("aAbB~".charAt(random.nextInt(5)) + text(random))
                    + "="
                    + escaped(text(random)))
            .reduce((a, b) -> a + "&" + b)
            .orElse("");
    draft.body = text(random).getBytes(UTF_8);
    draft.with("my-header", "  a   " + random.nextInt() + "  b ");
    draft.signedBy(signing(ID, SECRET));

    assertThat(accepts(draft)).as("%s %s?%s", draft.method, draft.path, draft.query).isTrue();

    draft.body = (text(random) + "!").getBytes(UTF_8);
    assertThat(accepts(draft)).isFalse();
  }

  private static String text(Random random) {
    String letters = "azAZ09-_.~ +&=%/?:;,@!*'()\u00e9\u4e2d\uD83D\uDE00";
    return random
        .ints(random.nextInt(8), 0, letters.codePointCount(0, letters.length()))
        .map(i -> letters.codePointAt(letters.offsetByCodePoints(0, i)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  static Stream<Consumer<Draft>> tamperings() {
    return Stream.of(
        draft -> draft.method = "PUT",
        draft -> draft.path = "/reset_initial_state",
        draft -> draft.query = "a=1&b=3",
        draft -> draft.query = "a=1",
        draft -> draft.query = "a=1&b=2&c=",
        draft -> draft.body = "{\"event_id\":\"Other\"}".getBytes(UTF_8),
        draft -> draft.body = new byte[0],
        draft -> draft.with("host", "evil:8081"),
        draft -> draft.with("host", "localhost:8081", "localhost:8081"),
        draft -> draft.headers.remove("host"),
        draft -> draft.with("content-type", "text/plain"),
        draft -> draft.headers.remove("content-type"),
        draft -> draft.with("x-amz-date", "20261120T101501Z"),
        draft -> draft.with("x-amz-date", "20261120T101500Z", "20261120T101500Z"),
        draft -> draft.headers.remove("x-amz-date"),
        draft -> draft.headers.remove("authorization"),
        draft -> draft.with("authorization", draft.authorization(), draft.authorization()),
        draft -> draft.with("authorization", ""),
        draft -> draft.with("authorization", "Bearer x"),
        draft -> draft.with("authorization", draft.authorization() + "0"),
        draft -> draft.with("authorization", flipped(draft.authorization())),
        draft -> draft.editAuthorization("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"),
        draft -> draft.editAuthorization(ID, "NOBODY"),
        draft -> draft.editAuthorization(ID, "OTHER"),
        draft -> draft.editAuthorization("/20261120/", "/20261119/"),
        draft -> draft.editAuthorization("us-east-1", "us-east-2"),
        draft -> draft.editAuthorization("execute-api", "s3"),
        draft -> draft.editAuthorization("content-type;host;", "host;content-type;"),
        draft -> draft.editAuthorization("content-type;host;", "host;"),
        draft -> draft.editAuthorization("host;", "host;host;"),
        draft -> draft.editAuthorization("host;", "host;not-there;"),
        draft -> draft.with("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
        draft -> draft.with("x-amz-content-sha256", "0".repeat(64)),
        draft -> draft.with("x-amz-security-token", "token"));
  }

  private static String flipped(String text) {
    char last = text.charAt(text.length() - 1);
    return text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0');
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void refusesARequestThatWasChangedOnItsWay(Consumer<Draft> tampering) {
    Draft draft = good();

    tampering.accept(draft);

    assertThat(accepts(draft)).isFalse();
  }

  @Test
  void refusesAWrongSecretAndAnUnknownKey() {
    assertThat(accepts(new Draft().signedBy(signing(ID, "other")))).isFalse();
    assertThat(accepts(new Draft().signedBy(signing("NOBODY", SECRET)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"us-east-2, execute-api", "us-east-1, s3"})
  void refusesAnotherRegionOrService(String region, String service) {
    assertThat(accepts(new Draft().signedBy(new Signing(ID, SECRET, region, service, at(NOW)))))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 299, 300, -299, -300})
  void allowsClocksToBeFiveMinutesApart(long seconds) {
    assertThat(acceptsAt(NOW.plusSeconds(seconds))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {301, -301, 86_400, -86_400})
  void refusesStaleAndFutureSignatures(long seconds) {
    assertThat(acceptsAt(NOW.plusSeconds(seconds))).isFalse();
  }

  private static boolean acceptsAt(Instant instant) {
    return new SignatureCheck(Credentials.of(Map.of(ID, SECRET)), REGION, at(instant))
        .accepts(good().request());
  }

  @Test
  void refusesADateThatIsNotSigned() {
    // Signed rightly, but over the host alone: the date could be renewed by anybody.
    Signature signature = new Signature(SECRET, "20261120", REGION, "execute-api");
    Draft draft = new Draft().with("host", "h").with("x-amz-date", "20261120T101500Z");
    List<String> signed = List.of("host");
    draft.with(
        "authorization", signature.authorization(ID, draft.request(), signed, "20261120T101500Z"));
    assertThat(accepts(draft)).isFalse();

    List<String> both = List.of("host", "x-amz-date");
    draft.with(
        "authorization", signature.authorization(ID, draft.request(), both, "20261120T101500Z"));
    assertThat(accepts(draft)).isTrue();

    List<String> noHost = List.of("x-amz-date");
    draft.with(
        "authorization", signature.authorization(ID, draft.request(), noHost, "20261120T101500Z"));
    assertThat(accepts(draft)).isFalse();
  }

  @Test
  void refusesAWrongBodyHashThatIsNotEvenSigned() {
    Signature signature = new Signature(SECRET, "20261120", REGION, "execute-api");
    Draft draft = new Draft().with("host", "h").with("x-amz-date", "20261120T101500Z");
    List<String> signed = List.of("host", "x-amz-date");
    draft.with(
        "authorization", signature.authorization(ID, draft.request(), signed, "20261120T101500Z"));
    assertThat(accepts(draft)).isTrue();

    assertThat(accepts(draft.with("x-amz-content-sha256", "UNSIGNED-PAYLOAD"))).isFalse();
    assertThat(accepts(draft.with("x-amz-content-sha256", Digests.sha256Hex(BODY)))).isTrue();
  }

  @Test
  void couldAcceptWhatNamesAKnownKeyBeforeItsBodyIsThere() {
    Draft silent = new Draft().with("host", "h").with("x-amz-date", "20261120T101500Z");
    String unsigned = "AWS4-HMAC-SHA256 Credential=%s/20261120/us-east-1/execute-api/aws4_request,";
    String over = " SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);

    assertThat(couldAccept(silent.with("authorization", unsigned.formatted(ID) + over))).isTrue();
    assertThat(couldAccept(silent.with("authorization", unsigned.formatted("NOBODY") + over)))
        .isFalse();
    assertThat(couldAccept(silent.with("x-amz-date", "20261120T102501Z"))).isFalse();
  }

  @Test
  void holdsAHeadToTheBodyThatItSpeaksOf() {
    Draft head = good();
    assertThat(head.headers).containsKey("x-amz-content-sha256");
    head.body = new byte[0];

    assertThat(couldAccept(head)).isTrue();
    assertThat(accepts(head)).isFalse();
    assertThat(couldAccept(head.with("x-amz-content-sha256", "0".repeat(64)))).isFalse();
    assertThat(couldAccept(new Draft().signedBy(signing(ID, "other")))).isFalse();
  }

  private boolean couldAccept(Draft draft) {
    return check.couldAccept(draft.request());
  }

  @Test
  void takesADateHeaderWhereThereIsNoOther() {
    Signature signature = new Signature(SECRET, "20261120", REGION, "execute-api");
    Draft draft = new Draft().with("host", "h").with("date", "Fri, 20 Nov 2026 10:15:00 GMT");
    List<String> signed = List.of("date", "host");
    draft.with(
        "authorization", signature.authorization(ID, draft.request(), signed, "20261120T101500Z"));

    assertThat(accepts(draft)).isTrue();

    draft.with("date", "Fri, 20 Nov 2026 10:15:01 GMT");
    assertThat(accepts(draft)).isFalse();
    draft.with("date", "yesterday");
    assertThat(accepts(draft)).isFalse();
  }

  /** Examples of the test suite that AWS publishes for Signature Version 4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | ''                                | host;x-amz-date                       | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          POST | ''                                | host;x-amz-date                       | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          GET  | Param2=value2&Param1=value1       | host;x-amz-date                       | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          GET  | ''                                | host;my-header1;my-header2;x-amz-date | acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
          """)
  void acceptsTheExamplesOfAws(String method, String query, String signed, String signature) {
    Draft draft =
        new Draft()
            .with("host", "example.amazonaws.com")
            .with("x-amz-date", "20150830T123600Z")
            .with("my-header1", " value1")
            .with("my-header2", " \"a   b   c\"")
            .with(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + " SignedHeaders=%s, Signature=%s".formatted(signed, signature));
    draft.method = method;
    draft.path = "/";
    draft.query = query;
    draft.body = new byte[0];
    SignatureCheck published =
        new SignatureCheck(
            Credentials.of(Map.of("AKIDEXAMPLE", SECRET)),
            REGION,
            "service",
            at(Instant.parse("2015-08-30T12:36:00Z").plus(Duration.ofMinutes(1))));

    assertThat(published.accepts(draft.request())).isTrue();
  }
}

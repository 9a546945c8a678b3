package io.anteroom.controlpanel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Holds what the page signs to what AWS's own signer makes of the same call. */
class SignatureBrowserTest extends PanelTest {

  private static final int CALLS = 200;
  private static final Instant NOW = Instant.parse("2026-11-20T03:07:09Z");

  private static final String SIGN =
      """
      async ({ key, method, address, parameters, headers, body, at }) => {
        const { Signer, query } = await import('/control_panel/signature.js');
        const url = new URL(address);
        url.search = query(parameters);
        const signer = await Signer.of(key);
        const signed = await signer.sign({ method, url, headers, body }, new Date(at));
        return { address: url.href, authorization: signed.authorization };
      }
      """;

  /** A call, and who makes it. */
  private record Call(
      String method,
      String path,
      Map<String, String> parameters,
      Map<String, String> headers,
      String body,
      Optional<String> sessionToken) {

    static Call by(Random random) {
      Map<String, String> parameters = new HashMap<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        parameters.put("aAbB~-".charAt(random.nextInt(6)) + text(random), text(random));
      }
      boolean hasBody = random.nextBoolean();
      return new Call(
          List.of("GET", "POST", "PUT", "DELETE").get(random.nextInt(4)),
          "/events/r" + escaped(text(random)),
          parameters,
          hasBody
              ? Map.of(
                  "content-type", "application/json", "idempotency-key", "k-" + random.nextInt())
              : Map.of(),
          hasBody ? "{\"event_id\":\"" + text(random) + "\"}" : "",
          random.nextBoolean()
              ? Optional.of("token/" + text(random).strip() + "==")
              : Optional.empty());
    }

    private static String text(Random random) {
      String letters = "azAZ09-_.~ +&=%/?:;,@!*'()\u00e9\u4e2d\uD83D\uDE00";
      return random
          .ints(random.nextInt(8), 0, letters.codePointCount(0, letters.length()))
          .map(i -> letters.codePointAt(letters.offsetByCodePoints(0, i)))
          .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
          .toString();
    }

    URI uri() {
      String query =
          parameters.entrySet().stream()
              .map(one -> escaped(one.getKey()) + "=" + escaped(one.getValue()))
              .collect(Collectors.joining("&"));
      return URI.create("http://localhost:8081" + path + (query.isEmpty() ? "" : "?" + query));
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  @Test
  void signsAsAwsDoes(Browser browser) {
    Page page = Operator.at(site, browser).page();
    for (long seed = 0; seed < CALLS; seed++) {
      Call call = Call.by(new Random(seed * 0x9E3779B97F4A7C15L));
      Map<String, String> awss = signedByAws(call);
      Map<String, String> headers = new HashMap<>(call.headers());
      // The page has no use for this one, but may sign what it is given.
      headers.put("x-amz-content-sha256", awss.get("x-amz-content-sha256"));

      Map<?, ?> ours =
          sign(page, call, headers, StubOrigin.KEY, "http://localhost:8081" + call.path());

      assertThat(ours.get("authorization")).as("%s", call).isEqualTo(awss.get("authorization"));
    }
  }

  private static Map<String, String> signedByAws(Call call) {
    AwsCredentialsIdentity identity =
        call.sessionToken()
            .<AwsCredentialsIdentity>map(token ->
                AwsSessionCredentialsIdentity.create(StubOrigin.KEY, StubOrigin.SECRET, token))
            .orElseGet(() -> AwsCredentialsIdentity.create(StubOrigin.KEY, StubOrigin.SECRET));
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(call.method())).uri(call.uri());
    call.headers().forEach(request::putHeader);
    Map<String, String> headers = new TreeMap<>();
    AwsV4HttpSigner.create()
        .sign(sign ->
            sign.identity(identity)
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(call.body()))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "execute-api")
                .putProperty(AwsV4HttpSigner.REGION_NAME, StubOrigin.REGION)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
        .request()
        .headers()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return headers;
  }

  private static Map<?, ?> sign(
      Page page, Call call, Map<String, String> headers, String id, String address) {
    Map<String, Object> key = new HashMap<>();
    key.put("id", id);
    key.put("secret", StubOrigin.SECRET);
    key.put("region", StubOrigin.REGION);
    call.sessionToken().ifPresent(token -> key.put("sessionToken", token));
    return (Map<?, ?>)
        page.evaluate(
            SIGN,
            Map.of(
                "key", key,
                "method", call.method(),
                "address", address,
                "parameters", call.parameters(),
                "headers", headers,
                "body", call.body(),
                "at", NOW.toString()));
  }

  /** Examples of the test suite that AWS publishes for Signature Version 4. */
  @ParameterizedTest
  @CsvSource({
    "GET,  '',                          5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "POST, '',                          5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "GET,  'Param2=value2&Param1=value1', b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  })
  void signsTheExamplesOfAws(String method, String query, String signature, Browser browser) {
    Page page = Operator.at(site, browser).page();

    Object authorization =
        page.evaluate(
            """
            async ({ method, parameters }) => {
              const { Signer, query } = await import('/control_panel/signature.js');
              const url = new URL('https://example.amazonaws.com/');
              url.search = query(Object.fromEntries(new URLSearchParams(parameters)));
              const signer = await Signer.of({
                id: 'AKIDEXAMPLE',
                secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
                region: 'us-east-1',
                service: 'service',
              });
              const at = new Date('2015-08-30T12:36:00Z');
              return (await signer.sign({ method, url }, at)).authorization;
            }
            """,
            Map.of("method", method, "parameters", query));

    assertThat(String.valueOf(authorization)).endsWith("Signature=" + signature);
  }

  @Test
  void keepsTheSecretWhereNobodyCanReadIt(Browser browser) {
    Page page = Operator.at(site, browser).page();

    Object keys =
        page.evaluate(
            """
            async () => {
              const made = [];
              const importKey = crypto.subtle.importKey.bind(crypto.subtle);
              crypto.subtle.importKey = async (...args) => {
                const key = await importKey(...args);
                made.push(key.extractable);
                return key;
              };
              const { Signer } = await import('/control_panel/signature.js');
              const signer = await Signer.of({ id: 'A', secret: 'secret', region: 'r' });
              await signer.sign({ method: 'GET', url: new URL('http://localhost/') });
              return { made, seen: JSON.stringify(signer) + Object.values(signer) };
            }
            """);

    assertThat(keys)
        .isEqualTo(Map.of("made", List.of(false, false, false, false, false), "seen", "{}"));
  }
}

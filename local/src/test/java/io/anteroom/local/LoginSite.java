package io.anteroom.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.testkit.ScriptlessBrowser;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A site that logs people in by OpenID Connect, with a state, a nonce and PKCE.
 *
 * @param provider the origin of the provider
 * @param room whose line people stand in, and so the client's id
 * @param callback where they come back to
 */
record LoginSite(URI provider, String room, URI callback) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "a-secret-that-is-known-to-this-site-alone";
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What only such a site and the provider may know, of all logins so far. */
  private static final Set<String> CONFIDED = Collections.synchronizedSet(new HashSet<>());

  /** What came back from the provider. */
  record Told(int status, JsonNode json) {
    String text(String field) {
      return json.path(field).asString();
    }

    /** What the id token says. */
    Map<String, Object> person() {
      assertThat(status).as("%s", json).isEqualTo(200);
      byte[] claims = Base64.getUrlDecoder().decode(text("id_token").split("\\.", -1)[1]);
      return JSON.readValue(claims, new TypeReference<>() {});
    }
  }

  /** As the provider is told of such sites. */
  static String clients(LoginSite... sites) {
    return Stream.of(sites)
        .map(site ->
            """
            {"client_id": "%s", "name": "site", "secret_sha256": ["%s"], "redirect_uris": ["%s"]}
            """
                .formatted(site.room, secretHash(), site.callback))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String secretHash() {
    return HexFormat.of().formatHex(sha256(SECRET));
  }

  /** The secret, and the codes, verifiers and tokens of all logins so far. */
  static Set<String> confided() {
    Set<String> confided = new HashSet<>(CONFIDED);
    confided.addAll(List.of(SECRET, secretHash()));
    return confided;
  }

  Login begin() {
    return new Login(this, random(), random(), random() + random());
  }

  /** Asks for the claims of an access token. */
  Told userInfo(String accessToken) {
    return send(
        HttpRequest.newBuilder(provider.resolve("/userInfo"))
            .header("Authorization", "Bearer " + accessToken));
  }

  private static Told send(HttpRequest.Builder call) {
    try {
      HttpResponse<String> answer = HTTP.send(call.build(), BodyHandlers.ofString());
      return new Told(answer.statusCode(), JSON.readTree(answer.body()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** One person's login. */
  record Login(LoginSite site, String state, String nonce, String verifier) {

    /** Where the person's browser is sent to. */
    URI start() {
      return site.provider.resolve(
          "/authorize?"
              + form(
                  Map.of(
                      "client_id",
                      site.room,
                      "redirect_uri",
                      site.callback.toString(),
                      "response_type",
                      "code",
                      "scope",
                      "openid",
                      "state",
                      state,
                      "nonce",
                      nonce,
                      "code_challenge_method",
                      "S256",
                      "code_challenge",
                      Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier)))));
    }

    /** The code that a person's browser brings once their turn has come. */
    String codeOf(ScriptlessBrowser person, URI from) {
      AtomicReference<URI> at = new AtomicReference<>(from);
      await()
          .atMost(PATIENCE)
          .until(() -> {
            // As the page does: first /authorize, and from then on the waiting page.
            at.set(person.goTo(at.get()).at());
            return isOver(at.get());
          });
      return code(at.get());
    }

    boolean isOver(URI at) {
      return at.toString().startsWith(site.callback.toString());
    }

    /** The code that the person's browser brings. */
    String code(URI at) {
      assertThat(isOver(at)).as("%s is an address of the site", at).isTrue();
      Map<String, String> brought = new TreeMap<>();
      for (String field : at.getRawQuery().split("&", -1)) {
        String[] parts = field.split("=", 2);
        brought.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
      assertThat(brought)
          .containsEntry("state", state)
          .containsEntry("iss", site.provider.toString())
          .doesNotContainKey("error")
          .containsKey("code");
      return brought.get("code");
    }

    Told exchange(String code) {
      String basic = site.room + ":" + SECRET;
      CONFIDED.addAll(List.of(code, verifier));
      Told told =
          send(
              HttpRequest.newBuilder(site.provider.resolve("/token"))
                  .header(
                      "Authorization",
                      "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(US_ASCII)))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofString(
                          form(
                              Map.of(
                                  "grant_type",
                                  "authorization_code",
                                  "code",
                                  code,
                                  "redirect_uri",
                                  site.callback.toString(),
                                  "code_verifier",
                                  verifier)))));
      if (told.status == 200) {
        CONFIDED.addAll(List.of(told.text("access_token"), told.text("id_token")));
      }
      return told;
    }
  }
}

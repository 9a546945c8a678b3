package io.anteroom.trials.openid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Signer;
import io.anteroom.testkit.UpProcess;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Anteroom with one room, whose provider has one client: the site. */
final class WaitingRoom implements AutoCloseable {

  /** The client id. */
  static final String ROOM = "Sample";

  /** With characters that clients must escape in headers (RFC 6749 section 2.3.1). */
  static final String SECRET = "9Jx0+vQ/pKzT7e+Hn3/sYbWqLr5dUo1mCf2aGtEi8hk=";

  private static final Path BUILT = Path.of("..", "local", "target", "lib");
  private static final Set<String> ADDED_BY_THE_CLIENT = Set.of("host", "content-length");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final UpProcess stack;
  private final URI provider;
  private final URI publicOrigin;
  private final URI privateOrigin;
  private final Signer signer;
  private final HttpClient http = HttpClient.newHttpClient();

  private WaitingRoom(UpProcess stack, URI provider, Properties runtime) {
    this.stack = stack;
    this.provider = provider;
    this.publicOrigin = URI.create(runtime.getProperty("public"));
    this.privateOrigin = URI.create(runtime.getProperty("private"));
    this.signer =
        new Signer(Credentials.load(Path.of(runtime.getProperty("credentials"))), "us-east-1");
  }

  /**
   * Opens it for a site.
   *
   * @param redirectUri where people come back to
   * @param beginning where its logins begin
   */
  static WaitingRoom open(Path home, URI redirectUri, URI beginning) throws IOException {
    int port = UpProcess.freePort();
    String clients =
        """
        [{"client_id": "%s", "name": "site", "secret_sha256": ["%s"], "redirect_uris": ["%s"], \
        "initiate_login_uri": "%s"}]\
        """
            .formatted(ROOM, sha256(SECRET), redirectUri, beginning);
    UpProcess stack =
        UpProcess.readyIn(
            home,
            Map.of(
                "EVENT_ID", ROOM,
                "ANTEROOM_OIDC_PORT", String.valueOf(port),
                "ANTEROOM_OIDC_CLIENTS", clients),
            BUILT.toAbsolutePath().normalize() + "/*");
    Properties runtime = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("runtime.properties"))) {
      runtime.load(reader);
    }
    return new WaitingRoom(stack, URI.create("http://localhost:" + port), runtime);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Where sites send people. */
  URI provider() {
    return provider;
  }

  /** Starts afresh, with nobody in line and tokens that are good that long. */
  void reset(Duration validity) {
    order("PUT", "/events/" + ROOM, "{\"validity_period\": %d}".formatted(validity.toSeconds()));
    order("POST", "/reset_initial_state", "{\"event_id\": \"%s\"}".formatted(ROOM));
  }

  /** Moves the counter. */
  void letIn(int more) {
    order(
        "POST",
        "/increment_serving_counter",
        "{\"event_id\": \"%s\", \"increment_by\": %d}".formatted(ROOM, more));
  }

  /** Closes the session of a visitor who is done. */
  void complete(String requestId) {
    order(
        "POST",
        "/update_session",
        "{\"event_id\": \"%s\", \"request_id\": \"%s\", \"status\": 1}".formatted(ROOM, requestId));
  }

  private void order(String method, String path, String body) {
    URI uri = privateOrigin.resolve(path);
    Map<String, String> headers = Map.of("Content-Type", "application/json");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    signer
        .sign(method, uri, headers, body.getBytes(UTF_8))
        .forEach((name, value) -> {
          if (!ADDED_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            request.setHeader(name, value);
          }
        });
    HttpResponse<String> answer = answer(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** How many wait. */
  long waiting() {
    return ask("waiting_num?event_id=" + ROOM, "waiting_num");
  }

  /** The place in line of somebody who has one. */
  long numberOf(String requestId) {
    return ask("queue_num?event_id=" + ROOM + "&request_id=" + requestId, "queue_number");
  }

  private long ask(String question, String field) {
    String answer = answer(HttpRequest.newBuilder(publicOrigin.resolve("/" + question))).body();
    Matcher number = Pattern.compile("\"" + field + "\":(\\d+)").matcher(answer);
    assertThat(number.find()).as(answer).isTrue();
    return Long.parseLong(number.group(1));
  }

  private HttpResponse<String> answer(HttpRequest.Builder request) {
    try {
      return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
    stack.close();
  }
}

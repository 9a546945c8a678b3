package io.anteroom.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.edge.management.ReadinessCheck;
import io.anteroom.oidc.client.Client;
import io.anteroom.oidc.client.Clients;
import io.anteroom.oidc.code.Codes;
import io.anteroom.oidc.code.Grant;
import io.anteroom.oidc.seal.Sealer;
import io.anteroom.privatefile.PrivateFile;
import io.anteroom.testkit.Backends;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One instance of the service, with real HTTP around it, and the sites that call it. */
public final class Provider implements AutoCloseable {

  /** Who this is; nobody looks there. */
  public static final String ISSUER = "https://login.example";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConfigurableApplicationContext context;
  private final EdgeServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private Provider(Map<String, String> settings) {
    this.context =
        new SpringApplicationBuilder(OidcConfiguration.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .initializers(made -> made.getBeanFactory().registerSingleton("meters", meters))
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--anteroom." + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    List<Face> faces = List.copyOf(context.getBeansOfType(Face.class).values());
    this.server = EdgeServer.start(Origin.OIDC, 0, faces);
  }

  /**
   * Starts one; those that share a folder have the same keys.
   *
   * @param more settings, or others, without what they all begin with
   */
  public static Provider start(
      Backends backends, RoomStub rooms, Path folder, Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("kafka.bootstrap", backends.bootstrap());
    settings.put("topic-prefix", backends.topicPrefix());
    settings.put("public-origin", rooms.publicOrigin().toString());
    settings.put("origin-keys", RoomStub.ORIGIN_KEY);
    settings.put("private-origin", rooms.privateOrigin().toString());
    settings.put("credentials-file", file(folder, "credentials", RoomStub.CREDENTIALS));
    settings.put("oidc.key-file", file(folder, "sealing-keys", "0f".repeat(32)));
    settings.put("oidc.issuer", ISSUER);
    settings.put("oidc.clients", SampleClients.JSON);
    settings.putAll(more);
    return new Provider(settings);
  }

  private static String file(Path folder, String name, String text) {
    Path file = folder.resolve(name);
    new PrivateFile(name, file).write(text);
    return file.toString();
  }

  /** Waits until it has all that it needs: the log may take a while. */
  public Provider awaitReady() {
    await().until(() -> troubles().isEmpty());
    return this;
  }

  /** What the shop gets for a place, if it asks for no more than it must. */
  public Grant grantOf(String place) {
    return grantOf(place, Optional.empty(), Optional.empty());
  }

  /** What the shop gets for a place. */
  public Grant grantOf(String place, Optional<String> nonce, Optional<String> challenge) {
    Client shop =
        context
            .getBean(Clients.class)
            .find(new EventId("Sample"), SampleClients.SHOP)
            .orElseThrow();
    return Grant.of(shop, RequestId.parse(place), SampleClients.SHOP, nonce, challenge);
  }

  /** A code for somebody whose place is served. */
  public String code(Grant grant) {
    return code(grant, Duration.ZERO);
  }

  /** A code that was made so long ago. */
  public String code(Grant grant, Duration ago) {
    Codes then =
        new Codes(
            context.getBean(Sealer.class),
            InstantSource.offset(InstantSource.system(), ago.negated()));
    return then.seal(then.make(grant));
  }

  /** What is wrong with it, by the names of its checks. */
  public Map<String, String> troubles() {
    return context.getBeansOfType(ReadinessCheck.class).values().stream()
        .filter(check -> check.trouble().get().isPresent())
        .collect(
            Collectors.toMap(ReadinessCheck::name, check -> check.trouble().get().orElseThrow()));
  }

  /** How many token requests ended so. */
  public double count(String outcome) {
    return meters.get("anteroom.oidc.tokens").tag("outcome", outcome).counter().count();
  }

  /** Where it is reached in truth. */
  public URI at(String target) {
    return URI.create("http://localhost:" + server.port() + target);
  }

  /** What came back, and its body as JSON. */
  public record Reply(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    /** Empty if there is none, or the values one after the other. */
    public String header(String name) {
      return String.join(", ", response.headers().allValues(name));
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    /** A text at the top. */
    public String text(String field) {
      return json().required(field).stringValue();
    }
  }

  /** Asks for something. */
  public Reply get(String target, String... headers) {
    return send(HttpRequest.newBuilder(at(target)).GET(), headers);
  }

  /** Sends a form. */
  public Reply post(String target, Form form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(target))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.text()));
    return send(request, headers);
  }

  private Reply send(HttpRequest.Builder request, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return new Reply(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The value of a header by which a client proves itself (RFC 6749 section 2.3.1). */
  public static String basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** A form in the making. */
  public record Form(List<String> fields) {

    /** What redeems a code. */
    public static Form ofCode(String code, String redirectUri) {
      return new Form(List.of())
          .with("grant_type", "authorization_code")
          .with("code", code)
          .with("redirect_uri", redirectUri);
    }

    /** With one field more, even if one of its name is there. */
    public Form with(String name, String value) {
      List<String> more = new ArrayList<>(fields);
      more.add(name + "=" + encoded(value));
      return new Form(more);
    }

    /** Without the fields of a name. */
    public Form without(String name) {
      return new Form(fields.stream().filter(field -> !field.startsWith(name + "=")).toList());
    }

    String text() {
      return String.join("&", fields);
    }
  }

  @Override
  public void close() {
    http.close();
    server.close();
    context.close();
  }
}

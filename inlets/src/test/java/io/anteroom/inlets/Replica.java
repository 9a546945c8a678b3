package io.anteroom.inlets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Face;
import io.anteroom.edge.Origin;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlets;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Signer;
import io.anteroom.testkit.Backends;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One instance of the service, with real HTTP around it. */
final class Replica implements AutoCloseable {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ConfigurableApplicationContext context;
  private final EdgeServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Signer signer =
      new Signer(new Credentials(StubRoom.KEY_ID, StubRoom.SECRET), "us-east-1");

  private final String name;

  private Replica(String name, Map<String, String> settings) {
    this.name = name;
    this.context =
        new SpringApplicationBuilder(InletsConfiguration.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .initializers(made -> made.getBeanFactory().registerSingleton("meters", meters))
            .run(
                settings.entrySet().stream()
                    .map(setting -> "--anteroom." + setting.getKey() + "=" + setting.getValue())
                    .toArray(String[]::new));
    List<Face> faces =
        context.getBeansOfType(Face.class).values().stream()
            .filter(face -> face.origin() == Origin.PRIVATE)
            .toList();
    this.server = EdgeServer.start(Origin.PRIVATE, 0, faces);
  }

  /**
   * Starts one.
   *
   * @param name of its inlet
   * @param inlet its settings, without what they all begin with
   */
  static Replica start(
      Backends backends, StubRoom room, Path folder, String name, Map<String, String> inlet) {
    return start(backends, backends.topicPrefix(), room, folder, name, inlet);
  }

  /** Starts one with topics of its own, which may be made later. */
  static Replica start(
      Backends backends,
      String topicPrefix,
      StubRoom room,
      Path folder,
      String name,
      Map<String, String> inlet) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap", backends.bootstrap());
    settings.put("topic-prefix", topicPrefix);
    settings.put("private-origin", room.origin().toString());
    settings.put("credentials-file", credentials(folder).toString());
    settings.put("inlets." + name + ".event-id", StubRoom.NAME);
    inlet.forEach((setting, value) -> settings.put("inlets." + name + "." + setting, value));
    return new Replica(name, settings);
  }

  private static Path credentials(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("credentials"),
          "[anteroom]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
              .formatted(StubRoom.KEY_ID, StubRoom.SECRET));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Inlet inlet() {
    return context.getBean(Inlets.class).named(name).orElseThrow();
  }

  /** What a counter of the inlet says, by the value of its other label. */
  double count(String name, String... labels) {
    return meters.get("anteroom.inlet." + name).tags(labels).counter().count();
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, "");
  }

  HttpResponse<String> put(String body) {
    return send("PUT", "/inlets/" + name, body);
  }

  HttpResponse<String> send(String method, String path, String body) {
    URI uri = uri(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
    signer.sign(method, uri, Map.of(), body.getBytes(UTF_8)).entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(header -> request.setHeader(header.getKey(), header.getValue()));
    return send(request.build());
  }

  HttpResponse<String> unsigned(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.close();
    server.close();
    context.close();
  }
}

package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class EdgeServerIT {
  @Test
  void smoke() throws Exception {
    Face face =
        Face.open()
            .get("/a", call -> Mono.just(Answer.ok(Map.of("v", call.query().text("q")))))
            .post("/b", call -> Mono.just(Answer.ok(Map.of("v", call.json().text("q")))))
            .build();
    try (EdgeServer server = EdgeServer.start(Origin.PUBLIC, 0, List.of(face));
        HttpClient client = HttpClient.newHttpClient()) {
      String base = "http://localhost:" + server.port();
      HttpResponse<String> r =
          client.send(
              HttpRequest.newBuilder(URI.create(base + "/a?q=1")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(r.body()).isEqualTo("{\"v\":\"1\"}");
      r =
          client.send(
              HttpRequest.newBuilder(URI.create(base + "/b"))
                  .POST(HttpRequest.BodyPublishers.ofString("{\"q\":\"x\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(r.body()).isEqualTo("{\"v\":\"x\"}");
    }
  }
}

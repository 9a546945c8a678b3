package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.EdgeServer;
import io.anteroom.edge.Origin;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.inlets.message.FakeInlet.Told;
import io.anteroom.inlets.running.Inlet.Readiness;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.signedcalls.Signer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedMessagesIT {

  private static final String ID = "AKIDANTEROOM";
  private static final String SECRET = "a/secret+with=signs";
  private static final String REGION = "us-east-1";
  private static final Set<String> ADDED_BY_THE_CLIENT = Set.of("Host", "Content-Length");

  private final FakeInlet inlet = FakeInlet.maxSize("door");
  private final FakeSessions sessions = new FakeSessions();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Door door = new Door(FakeInlet.all(inlet, FakeInlet.refill("refill")));
  private EdgeServer server;

  @BeforeEach
  void start() {
    MessageDesk desk = new MessageDesk(sessions, new MessageMeters(new SimpleMeterRegistry()));
    PrivateAccess access =
        PrivateAccess.signedWith(
            io.anteroom.edge.signature.Credentials.of(Map.of(ID, SECRET)),
            REGION,
            Clock.systemUTC());
    server =
        EdgeServer.start(Origin.PRIVATE, 0, List.of(new SignedMessages(door, desk).face(access)));
  }

  @AfterEach
  void stop() {
    server.close();
    door.close();
    http.close();
  }

  private HttpResponse<String> post(String inletName, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.port() + "/inlet_messages/" + inletName);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    new Signer(new Credentials(ID, SECRET), REGION)
        .sign("POST", uri, Map.of(), body)
        .forEach((name, value) -> {
          if (!ADDED_BY_THE_CLIENT.contains(name)) {
            request.header(name, value);
          }
        });
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post("door", body.getBytes(UTF_8), Map.of());
  }

  private HttpResponse<String> post(String body, String key)
      throws IOException, InterruptedException {
    return post("door", body.getBytes(UTF_8), Map.of("Idempotency-Key", key));
  }

  private static String id(long number) {
    return "\"" + new RequestId(number, number) + "\"";
  }

  @Test
  void tellsWhatCameOfAMessage() throws Exception {
    HttpResponse<String> answer =
        post(
            "{\"exited\": 6, \"completed\": [%s, %s, %s, 7], \"abandoned\": [%s, %s, \"x\", %s]}"
                .formatted(id(1), id(2), id(1), id(3), id(1), id(0)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"completed\":2,\"abandoned\":1,\"unknown\":1,\"invalid\":2,\"duplicates\":2,"
                + "\"moved_by\":2,\"serving_num\":2}");
  }

  @Test
  void namesNoCounterThatItDidNotMove() throws Exception {
    assertThat(post("{}").body())
        .isEqualTo(
            "{\"completed\":0,\"abandoned\":0,\"unknown\":0,\"invalid\":0,\"duplicates\":0,"
                + "\"moved_by\":0}");
  }

  @Test
  void countsACallOnceUnderItsKey() throws Exception {
    post("{\"exited\": 1}", "k-1");
    post("{\"exited\": 1}", "k-1");
    post("{\"exited\": 1}", "k-2");

    assertThat(inlet.told())
        .containsExactly(new Told("call.k-1", 1), new Told("call.k-1", 1), new Told("call.k-2", 1));
  }

  @Test
  void knowsARepeatWithoutAKeyByWhoHasLeft() throws Exception {
    String body = "{\"exited\": 1, \"completed\": [" + id(1) + "]}";
    post(body);
    post(body);
    post(body.replace("1,", "2,"));

    List<String> names = inlet.told().stream().map(Told::messageId).toList();
    assertThat(names.get(0)).startsWith("body.").isEqualTo(names.get(1));
    assertThat(names.get(2)).startsWith("body.").isNotEqualTo(names.get(0));
  }

  @Test
  void takesTwoNumbersForTwoMessages() throws Exception {
    post("{\"exited\": 1}");
    post("{\"exited\": 1}");

    assertThat(inlet.told().stream().map(Told::messageId)).doesNotHaveDuplicates().hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''               | the message must be a JSON object",
        "[]               | the message must be a JSON object",
        "{'exited': 1     | the message is not well-formed JSON",
        "{} {}            | the message must be one JSON object, nothing more"
      },
      quoteCharacter = '~')
  void refusesWhatIsNoMessage(String body, String words) throws Exception {
    HttpResponse<String> answer = post(body.replace("''", "").replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + words + "\"}");
    assertThat(inlet.told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "refill", "Door"})
  void knowsOnlyInletsThatTakeMessages(String name) throws Exception {
    HttpResponse<String> answer = post(name, "{}".getBytes(UTF_8), Map.of());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("there is no such inlet that takes messages");
  }

  @Test
  void asksToComeAgainWhileItCantAct() throws Exception {
    inlet.is(new Readiness.Holds("the room is paused"));

    HttpResponse<String> answer = post("{\"exited\": 1}", "k-1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).contains("the room is paused");
  }

  @Test
  void takesAMillionEntriesInOneMessage() throws Exception {
    StringBuilder json = new StringBuilder(41_000_000).append("{\"completed\":[").append(id(0));
    for (int i = 1; i < 990_000; i++) {
      json.append(',').append(id(i));
    }
    for (int i = 0; i < 10_000; i++) {
      json.append(i % 2 == 0 ? ",\"garbage\"" : "," + id(i));
    }
    json.append("],\"exited\":1000000}");

    HttpResponse<String> answer = post(json.toString(), "million");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"completed\":989999,\"abandoned\":0,\"unknown\":1,\"invalid\":5000,"
                + "\"duplicates\":5000,\"moved_by\":10000,\"serving_num\":10000}");
    assertThat(sessions.mostAtOnce()).isLessThanOrEqualTo(MessageDesk.MAX_CALLS);
  }
}

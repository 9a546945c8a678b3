package io.anteroom.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.http.ApiDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The judge must be able to find fault: each of these answers has one. */
class ContractTest {

  private static final Contract PUBLIC = Contract.of(ApiDocument.PUBLIC);
  private static final Contract PRIVATE = Contract.of(ApiDocument.PRIVATE);

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "application/json",
          "content-length", "21",
          "cache-control", "public, max-age=1",
          "access-control-allow-origin", "*");

  private static final String BODY = "{\"serving_counter\":7}";

  private static List<String> serving(Map<String, String> headers, String body) {
    return PUBLIC.objections("GET", "/serving_num", new Reply(200, headers, body));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = new TreeMap<>(HEADERS);
    headers.put(name, value);
    return headers;
  }

  private static Map<String, String> without(String name) {
    Map<String, String> headers = new TreeMap<>(HEADERS);
    headers.remove(name);
    return headers;
  }

  @Test
  void findsNoFaultWithWhatIsDocumented() {
    assertThat(serving(HEADERS, BODY)).isEmpty();
    assertThat(PUBLIC.objections("HEAD", "/serving_num", new Reply(200, HEADERS, ""))).isEmpty();
  }

  @Test
  void findsAStatusThatIsNotDocumented() {
    Reply gone =
        new Reply(410, with("cache-control", "no-store"), "{\"error\":\"the room is gone\"}");

    assertThat(PUBLIC.objections("GET", "/serving_num", gone))
        .singleElement()
        .asString()
        .contains("is answered with 410, which is not documented");
    assertThat(PUBLIC.objections("GET", "/queue_pos_expiry", gone)).isEmpty();
  }

  @Test
  void findsWrongHeaders() {
    assertThat(serving(without("cache-control"), BODY))
        .containsExactly("the header Cache-Control is missing");
    assertThat(serving(with("cache-control", "public, max-age=60"), BODY))
        .singleElement()
        .asString()
        .startsWith("the header Cache-Control: ");
    assertThat(serving(with("x-powered-by", "patience"), BODY))
        .containsExactly("the header x-powered-by is not documented");
    Map<String, String> soon = with("cache-control", "no-store");
    soon.put("access-control-expose-headers", "Retry-After");
    soon.put("retry-after", "soon");
    assertThat(
            PUBLIC.objections("GET", "/serving_num", new Reply(503, soon, "{\"error\":\"busy\"}")))
        .singleElement()
        .asString()
        .startsWith("the header Retry-After: ");
  }

  @Test
  void findsWrongBodies() {
    for (String body :
        List.of(
            "{\"serving_counter\":-1}",
            "{\"serving_counter\":\"7\"}",
            "{\"serving_counter\":7.5}",
            "{\"serving_counter\":9223372036854775808}",
            "{\"serving_counter\":7,\"more\":1}",
            "{}",
            "[7]",
            "{\"serving_counter\":7}}",
            "")) {
      assertThat(serving(HEADERS, body)).as(body).isNotEmpty();
    }
    assertThat(serving(with("content-type", "text/html"), BODY))
        .containsExactly("the content type 'text/html' is not documented");
    assertThat(PUBLIC.objections("HEAD", "/serving_num", new Reply(200, HEADERS, BODY)))
        .containsExactly("HEAD is answered with a body");
  }

  @Test
  void findsABodyWhereNoneIsDocumented() {
    Map<String, String> headers =
        Map.of(
            "cache-control", "no-store",
            "content-length", "2",
            "date", "Fri, 20 Nov 2026 10:00:00 GMT");
    Reply talkative = new Reply(200, headers, "ok");

    assertThat(PRIVATE.objections("POST", "/update_session", talkative))
        .containsExactly("there is a body where none is documented: ok");
  }

  @Test
  void findsWrongHeadersThatAnyAnswerMayHave() {
    Map<String, String> undated = Map.of("cache-control", "no-store", "vary", "*");

    assertThat(PRIVATE.objections("POST", "/update_session", new Reply(200, undated, "")))
        .hasSize(2)
        .contains("the header Date is missing")
        .anyMatch(objection -> objection.startsWith("the header Vary: "));
  }

  @Test
  void findsAnswersAtPlacesThatAreNotDocumented() {
    Reply found = new Reply(200, HEADERS, BODY);

    assertThat(PUBLIC.objections("GET", "/serving_number", found)).isNotEmpty();
    assertThat(PUBLIC.objections("DELETE", "/serving_num", found)).isNotEmpty();
    assertThat(PRIVATE.objections("GET", "/events/a/b", found)).isNotEmpty();
  }

  @Test
  void knowsAnOperationByItsPathHoweverTheRoomIsCalled() {
    assertThat(PRIVATE.find("PUT", "/events/a.B_c-1")).map(Operation::id).contains("putRoom");
    assertThat(PRIVATE.find("GET", "/events")).map(Operation::id).contains("listRooms");
    assertThat(PRIVATE.find("GET", "/events/")).isEmpty();
  }

  @Test
  void failsTheCallAndRemembersOnlyWhatWasRight() throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      JudgedOrigin origin =
          new JudgedOrigin(PUBLIC, server.getLocalPort(), UnaryOperator.identity());

      answer(server, "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n");
      assertThatThrownBy(() -> origin.get("/serving_num?event_id=Sample"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("answered with 500");
      assertThat(origin.unseen()).contains("GET /serving_num -> 200", "GET /serving_num -> 404");

      StringBuilder good = new StringBuilder("HTTP/1.1 200 OK\r\n");
      HEADERS.forEach((name, value) -> good.append(name + ": " + value + "\r\n"));
      answer(server, good + "\r\n" + BODY);
      assertThat(origin.get("/serving_num?event_id=Sample").json().get("serving_counter").asLong())
          .isEqualTo(7);
      assertThat(origin.unseen())
          .contains("GET /serving_num -> 404")
          .doesNotContain("GET /serving_num -> 200");
    }
  }

  private static void answer(ServerSocket server, String text) {
    Thread.ofVirtual()
        .start(() -> {
          try (Socket caller = server.accept()) {
            caller.getInputStream().read(new byte[8192]);
            caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}

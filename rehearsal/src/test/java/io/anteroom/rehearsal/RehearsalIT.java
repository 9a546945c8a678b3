package io.anteroom.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.rehearsal.FakeRoom.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RehearsalIT {

  private static final List<String> CROWD =
      List.of(
          "--visitors=40",
          "--arrivals=400",
          "--serve=400",
          "--poll=0.05",
          "--early=50",
          "--close=100");

  @TempDir private Path folder;

  private record Result(int status, String table, String complaint, JsonNode figures) {
    long count(String pointer) {
      return figures.at(pointer).longValue();
    }
  }

  @Test
  void passesAnHonestRoom() throws Exception {
    Result result = rehearse(Fault.NONE);

    assertThat(result.table()).endsWith("Passed: every check held.\n");
    assertThat(result.status()).isZero();
    assertThat(result.figures().path("passed").booleanValue()).isTrue();
    assertThat(result.count("/visitors/joined")).isEqualTo(40);
    assertThat(result.count("/visitors/admitted")).isEqualTo(40);
    assertThat(result.count("/visitors/closed")).isEqualTo(40);
    assertThat(result.count("/numbers/lowest")).isEqualTo(101);
    assertThat(result.count("/numbers/highest")).isEqualTo(140);
    assertThat(result.count("/latency_ms/served_to_token/count")).isEqualTo(40);
    assertThat(result.figures().path("errors")).isEmpty();
  }

  @Test
  void tellsHowLongAFewPeopleInAnotherRoomWaited() throws Exception {
    Result result = rehearse(Fault.NONE, "--beside=Beside", "--shared");

    assertThat(result.status()).as(result.table()).isZero();
    assertThat(result.table())
        .contains("Join to number of a few people in Beside", "beside the crowd", "times as long");
    assertThat(result.count("/beside/join_to_number_alone/count")).isGreaterThan(100);
    assertThat(result.count("/beside/join_to_number_beside/count")).isPositive();
    assertThat(result.count("/beside/without_number")).isZero();
    assertThat(result.figures().at("/beside/ratio_p50").doubleValue()).isPositive();
    assertThat(result.count("/latency_ms/join_to_number/count")).isEqualTo(40);
  }

  @Test
  void saysThatTheRoomBesideIsUnknown() throws Exception {
    Result result = rehearse(Fault.NONE, "--beside=Other");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.complaint()).contains("can't use the room Other", "no such room");
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(Fault.DUPLICATE_NUMBER, "numbers_unique", "was given to 2 visitors"),
        Arguments.of(Fault.GAP, "numbers_dense", "nobody has number 120"),
        Arguments.of(Fault.NUMBER_FROM_THE_PAST, "numbers_dense", "got number 99, below 101"),
        Arguments.of(
            Fault.TOKEN_FOR_EVERYBODY, "no_token_before_served", "when the counter was at most"),
        Arguments.of(Fault.OTHER_BYTES, "tokens_repeat", "got other tokens the second time"),
        Arguments.of(Fault.FORGED_SIGNATURE, "tokens_verify", "the id token fails on SIGNATURE"),
        Arguments.of(
            Fault.TOKEN_OF_ANOTHER, "tokens_verify", "has queue_position 121 instead of 120"),
        Arguments.of(Fault.COUNTER_SLIPS, "counter_moves_as_asked", "and should be at"),
        Arguments.of(
            Fault.NO_SESSIONS, "every_visitor_came_through", "update_session answered 404"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void failsARoomThatMisbehaves(Fault fault, String check, String offender) throws Exception {
    Result result = rehearse(fault);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.count("/breaches/" + check)).isPositive();
    assertThat(result.table()).contains("The first offenders:").contains(offender);
    assertThat(result.table()).endsWith("FAILED: not every check held.\n");
    assertThat(result.figures().path("offenders").size()).isBetween(1, 10);
  }

  @Test
  void givesUpOnARoomThatForgetsAVisitor() throws Exception {
    Result result = rehearse(Fault.NO_NUMBER_EVER, "--patience=2");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.table()).contains("Cut short: nothing moved for 2 s");
    assertThat(result.count("/breaches/every_visitor_came_through")).isEqualTo(1);
    assertThat(result.count("/visitors/admitted")).isEqualTo(39);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "HANGS_UP"})
  void comesBackToARoomThatTurnsVisitorsAway(Fault fault) throws Exception {
    Result result = rehearse(fault);

    assertThat(result.table()).endsWith("Passed: every check held.\n");
    assertThat(result.count("/retries/assign_queue_num")).isPositive();
    assertThat(result.figures().at("/errors/0/call").stringValue()).isEqualTo("assign_queue_num");
    if (fault == Fault.BUSY) {
      assertThat(result.figures().at("/latency_ms/join_answer/max").doubleValue())
          .as("Retry-After: 1 is honoured")
          .isGreaterThan(1_000);
    }
  }

  @Test
  void copesWithCallsThatMayOrMayNotHaveTakenEffect() throws Exception {
    Result result = rehearse(Fault.UNSURE);

    assertThat(result.status()).isZero();
    assertThat(result.count("/visitors/closed")).isEqualTo(40);
    assertThat(result.count("/retries/increment_serving_counter")).isEqualTo(1);
    assertThat(result.count("/unclear_joins")).isEqualTo(1);
    assertThat(result.count("/numbers/held_by_nobody")).isEqualTo(1);
  }

  @Test
  void measuresFromTheMomentAtWhichAVisitorMeantToJoin() throws Exception {
    // 40 joins of 300 ms over two connections: the last ones wait for six seconds, less the
    // arrivals.
    Result result = rehearse(Fault.SLOW, "--connections=2");

    assertThat(result.status()).isZero();
    assertThat(result.figures().at("/latency_ms/join_answer/max").doubleValue())
        .isGreaterThan(4_000);
  }

  @Test
  void onlyTellsItsOptionsWhenAsked() throws Exception {
    Result result = run("http://localhost:1", "--help");

    assertThat(result.status()).isZero();
    assertThat(result.table()).startsWith("Usage: ./anteroom load [options]");
  }

  @Test
  void holdsWaitingPagesOpenBesideTheCrowd() throws Exception {
    Result result = rehearse(Fault.NONE, "--pages=30", "--minutes=0.05");

    assertThat(result.status()).as(result.table()).isZero();
    assertThat(result.table()).contains("30 have a place", "0 heard nothing");
    assertThat(result.count("/visitors/admitted")).isEqualTo(40);
    assertThat(result.count("/numbers/lowest")).as("the pages came first").isEqualTo(131);
    assertThat(result.count("/numbers/held_by_nobody")).isZero();
    assertThat(result.count("/pages/shown/served")).isPositive();
  }

  @Test
  void saysThatNobodyIsThere() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Result result = run("http://127.0.0.1:" + port);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.complaint())
        .contains("can't use the room Sample at http://127.0.0.1:" + port)
        .contains("no connection");
    assertThat(result.table()).isEmpty();
  }

  @Test
  void saysThatTheRoomIsUnknown() throws Exception {
    Result result = rehearse(Fault.NONE, "--event=Other");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.complaint())
        .contains("can't use the room Other", "answered 404: there is no such room");
  }

  @Test
  void saysThatTheCredentialsAreWrong() throws Exception {
    Result result = rehearse(Fault.NONE, "--access-key=AKWRONG", "--secret-key=x");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.complaint()).contains("increment_serving_counter answered 403: not signed");
  }

  @Test
  void tellsWhatItSawWhenItIsStopped() throws Exception {
    try (FakeRoom room = new FakeRoom(Fault.NONE)) {
      Process load =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Rehearsal.class.getName(),
                  "--public=" + room.origin(),
                  "--private=" + room.origin(),
                  "--access-key=" + FakeRoom.ACCESS_KEY,
                  "--secret-key=x",
                  "--visitors=1000",
                  "--arrivals=10")
              .redirectError(folder.resolve("progress").toFile())
              .start();
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> room.joins() > 5);
        load.toHandle().destroy();

        String table = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(table).contains("Rehearsal of Sample", "Cut short: stopped by hand");
        assertThat(table).doesNotContain("BROKEN");
        assertThat(load.waitFor()).isNotZero();
      } finally {
        load.destroyForcibly();
      }
    }
  }

  private Result rehearse(Fault fault, String... more) throws Exception {
    try (FakeRoom room = new FakeRoom(fault)) {
      return run(room.origin(), more);
    }
  }

  private Result run(String origin, String... more) throws IOException, InterruptedException {
    Path json = folder.resolve("figures.json");
    List<String> words = new ArrayList<>(CROWD);
    words.addAll(List.of("--public=" + origin, "--private=" + origin, "--json=" + json));
    words.addAll(List.of(more));
    if (words.stream().noneMatch(word -> word.startsWith("--access-key"))) {
      words.addAll(List.of("--access-key=" + FakeRoom.ACCESS_KEY, "--secret-key=x"));
    }
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        new Rehearsal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false)
            .run(words, new LocalStack(folder));
    JsonNode figures =
        Files.exists(json)
            ? JsonMapper.shared().readTree(Files.readString(json))
            : JsonMapper.shared().missingNode();
    return new Result(
        status,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        figures);
  }
}

package io.anteroom.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.rehearsal.FakeRoom.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waiting pages without a crowd. */
class PagesIT {

  private static final int PAGES = 30;

  /** Four seconds: time for a first back-off, and not for a second one. */
  private static final double MINUTES = 4.0 / 60;

  @TempDir private Path folder;

  private record Result(int status, String table, String complaint, JsonNode pages) {

    /** How often a call came out so. */
    long count(String call, String what) {
      for (JsonNode each : pages.path("calls")) {
        if (each.path("call").stringValue().equals(call)
            && each.path("what").stringValue().equals(what)) {
          return each.path("count").longValue();
        }
      }
      return 0;
    }
  }

  @Test
  void joinsOnceAndAsksAsTheRealPageDoes() throws Exception {
    Result result = hold(Fault.NONE, PAGES);

    assertThat(result.status()).as(result.table()).isZero();
    assertThat(result.table()).contains("Waiting pages of Sample", "30 have a place");
    assertThat(result.table()).endsWith("Passed: every page heard how the line moves.\n");
    assertThat(result.count("OPTIONS assign_queue_num", "204")).isEqualTo(PAGES);
    assertThat(result.count("assign_queue_num", "200")).isEqualTo(PAGES);
    assertThat(result.count("queue_status", "200")).as("numbering, waiting").isEqualTo(2 * PAGES);
    assertThat(result.count("queue_status", "304")).isBetween(1L * PAGES, 3L * PAGES);
    assertThat(result.pages().at("/shown/waiting").intValue()).isEqualTo(PAGES);
    assertThat(result.pages().path("heard_nothing").intValue()).isZero();
    assertThat(result.pages().path("asked_per_waiting_hour").doubleValue())
        .as("told to come again each second")
        .isBetween(2_400.0, 4_800.0);
    assertThat(result.pages().at("/latency_ms/join_answer/count").intValue()).isEqualTo(PAGES);
    assertThat(result.pages().at("/latency_ms/status_answer/p50").doubleValue()).isPositive();
  }

  @Test
  void failsWhenPagesHearNothing() throws Exception {
    Result result = hold(Fault.LEAVES_PAGES_ALONE, PAGES);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.table()).endsWith("FAILED: 2 of 30 pages heard nothing.\n");
    assertThat(result.pages().path("heard_nothing").intValue()).isEqualTo(2);
    assertThat(result.count("queue_status", "503")).as("it backs off").isEqualTo(2);
    assertThat(result.count("queue_status", "404")).as("it believes the second").isEqualTo(2);
    assertThat(result.pages().at("/shown/gone").intValue()).isEqualTo(1);
  }

  @Test
  void comesBackToARoomThatTurnsItAway() throws Exception {
    int pages = 10;

    Result result = hold(Fault.BUSY, pages);

    assertThat(result.status()).as(result.table()).isZero();
    assertThat(result.count("assign_queue_num", "503")).isEqualTo(2);
    assertThat(result.count("assign_queue_num", "200")).isEqualTo(pages);
    assertThat(result.count("OPTIONS assign_queue_num", "204")).isEqualTo(pages);
  }

  @Test
  void saysThatTheRoomIsUnknown() throws Exception {
    Result result = hold(Fault.NONE, PAGES, "--event=Other");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.complaint()).contains("can't use the room Other", "no such room");
  }

  private Result hold(Fault fault, int pages, String... more) throws Exception {
    Path json = folder.resolve("figures.json");
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status;
    try (FakeRoom room = new FakeRoom(fault)) {
      List<String> words = new ArrayList<>(List.of(more));
      words.addAll(List.of("--public=" + room.origin(), "--json=" + json));
      words.addAll(List.of("--pages=" + pages, "--minutes=" + MINUTES));
      status =
          new Rehearsal(
                  new PrintStream(out, true, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  false)
              .run(words, new LocalStack(folder));
    }
    JsonNode figures =
        Files.exists(json)
            ? JsonMapper.shared().readTree(Files.readString(json))
            : JsonMapper.shared().missingNode();
    return new Result(
        status,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        figures.path("pages"));
  }
}

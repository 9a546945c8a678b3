package io.anteroom.audit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints what an audit came to: a row for each room and generation, then the verdict. */
final class AuditReport {

  private static final List<String> HEAD =
      List.of(
          "room",
          "generation",
          "events",
          "joins",
          "numbered",
          "first",
          "last",
          "not numbered yet",
          "reset away",
          "tokens",
          "expired",
          "completed",
          "abandoned",
          "serving",
          "ended by");

  private final PrintStream out;

  AuditReport(PrintStream out) {
    this.out = out;
  }

  void print(AuditResult result) {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    result
        .rooms()
        .forEach(room -> room.generations().forEach(totals -> rows.add(row(room, totals))));
    printTable(rows);
    out.println();
    printGaps(result);
    if (result.finding().isPresent()) {
      out.println("BREACH of " + result.finding().get());
      out.println("The counts above go no further than this.");
    } else {
      out.println("no breach");
    }
  }

  private static List<String> row(RoomReplay room, GenerationTotals totals) {
    boolean any = totals.lastNumber() > 0;
    return List.of(
        room.eventId().value(),
        totals.generation().toString(),
        count(totals.events()),
        count(totals.joins()),
        count(totals.numberedJoins()),
        any ? count(1) : "-",
        any ? count(totals.lastNumber()) : "-",
        count(totals.newJoins()),
        count(totals.resetJoins()),
        count(totals.tokens()),
        count(totals.expired()),
        count(totals.completed()),
        count(totals.abandoned()),
        count(totals.servingCounter()),
        end(room, totals));
  }

  private static String end(RoomReplay room, GenerationTotals totals) {
    if (totals.retired()) {
      return "retiring";
    }
    return totals == room.generations().getLast() ? "-" : "reset";
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private void printTable(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        String padding = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? cell + padding : "  " + padding + cell);
      }
      out.println(line);
    }
  }

  /** Says what could not be checked, so that nobody takes silence for a promise. */
  private void printGaps(AuditResult result) {
    Stream.of(result.events(), result.joins())
        .flatMap(bounds -> bounds.trimmed().stream())
        .forEach(
            place -> out.println("not checked: what was before " + place + ", since it is gone"));
    if (!result.beheaded().isEmpty()) {
      out.println("not checked: rooms " + result.beheaded() + ", since their beginning is gone");
    }
    if (result.strangers() > 0) {
      out.println(
          "not checked: " + count(result.strangers()) + " joins of rooms that were not replayed");
    }
  }
}

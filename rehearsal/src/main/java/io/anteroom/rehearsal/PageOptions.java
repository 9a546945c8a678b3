package io.anteroom.rehearsal;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asks for of waiting pages.
 *
 * @param originKey what the public origin asks everybody for
 * @param open how long they stay open, at least
 * @param json where the figures go, beside the table
 */
record PageOptions(
    EventId room,
    Origin publicOrigin,
    Optional<String> originKey,
    int pages,
    Duration open,
    Optional<Path> json) {

  /** Somebody who gives one of these expects a crowd. */
  private static final List<String> OF_A_CROWD =
      List.of("--arrivals", "--serve", "--reset", "--shared", "--beside", "--early", "--close");

  private static final int MAX_PAGES = 100_000;
  private static final double MAX_MINUTES = 24 * 60;
  private static final double SECONDS_PER_MINUTE = 60;

  /** Never shows the key. */
  @Override
  public String toString() {
    return "PageOptions[" + pages + " in " + room + " at " + publicOrigin + "]";
  }

  /** What each call carries beside its own headers. */
  Map<String, String> headers() {
    return originKey.map(key -> Map.of("x-api-key", key)).orElse(Map.of());
  }

  /** Empty if the user wants no pages. */
  static Optional<PageOptions> of(Arguments arguments, LocalStack local) throws UsageException {
    int pages = arguments.number("--pages", 0, 1, MAX_PAGES);
    double minutes = arguments.minutes("--minutes", 2, 0.01, MAX_MINUTES);
    if (pages == 0) {
      if (arguments.has("--minutes")) {
        throw new UsageException("--minutes is about pages: give --pages, too");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PageOptions(
              Options.event(arguments, local),
              Options.origin(arguments, "public", local),
              arguments.text("--origin-key"),
              pages,
              Duration.ofMillis(Math.round(minutes * SECONDS_PER_MINUTE * 1_000)),
              Options.json(arguments)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Empty if the user wants a crowd, or no pages. */
  static Optional<PageOptions> alone(Arguments arguments, LocalStack local) throws UsageException {
    if (!arguments.has("--pages") || arguments.has("--visitors")) {
      return Optional.empty();
    }
    for (String name : OF_A_CROWD) {
      if (arguments.has(name)) {
        throw new UsageException(name + " is about a crowd: give --visitors, too");
      }
    }
    return of(arguments, local);
  }
}

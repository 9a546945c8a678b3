package io.anteroom.waitingpage.export;

import io.anteroom.waitingpage.Look;
import io.anteroom.waitingpage.PageOfSite;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param to the folder to write to
 * @param site where the page stands
 * @param look what it looks like
 */
record ExportOptions(Path to, PageOfSite site, Look look) {

  static final String USAGE =
      """
      Usage: ./anteroom waiting-page --to DIR --api URL --event ID [options]

      Writes the waiting page as static files that a site serves itself (docs/waiting-page.md).

        --to DIR        where to: a new folder, an empty one, or one that this command has written
        --api URL       the public origin, as browsers reach it
        --event ID      the room
        --enter PATH    where the site takes the token (default: /enter)
        --onward PATH   where to go then, unless return_to in the page's address says so (default: /)
        --plain PATH    a page where people can wait without JavaScript, if the site has one
        --look DIR      theme.css, mark.svg, texts.json in place of ours, as far as they are there
        --help          print this text

      A file that was changed since it was written is left as it is, and named.
      """;

  /** As the public origin wants it. */
  private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  /**
   * Reads the command line.
   *
   * @throws ExportFault if it makes no sense
   */
  static ExportOptions parse(List<String> arguments) {
    Builder builder = new Builder();
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      builder.take(left.removeFirst(), left);
    }
    return builder.build();
  }

  private static final class Builder {

    private Optional<Path> to = Optional.empty();
    private Optional<URI> api = Optional.empty();
    private Optional<String> event = Optional.empty();
    private String enter = "/enter";
    private String onward = "/";
    private Optional<String> plain = Optional.empty();
    private Look look = Look.ours();

    void take(String option, Deque<String> left) {
      switch (option) {
        case "--to" -> to = Optional.of(Path.of(value(option, left)));
        case "--api" -> api = Optional.of(origin(value(option, left)));
        case "--event" -> event = Optional.of(event(value(option, left)));
        case "--enter" -> enter = value(option, left);
        case "--onward" -> onward = value(option, left);
        case "--plain" -> plain = Optional.of(value(option, left));
        case "--look" -> look = look(Path.of(value(option, left)));
        default ->
            throw new ExportFault("there is no option '" + option + "'; --help tells the options");
      }
    }

    private static String value(String option, Deque<String> left) {
      if (left.isEmpty() || left.getFirst().isBlank() || left.getFirst().startsWith("--")) {
        throw new ExportFault(option + " needs a value");
      }
      return left.removeFirst();
    }

    private static URI origin(String text) {
      try {
        URI api = URI.create(text);
        boolean web = "https".equals(api.getScheme()) || "http".equals(api.getScheme());
        if (web && api.getHost() != null && api.getQuery() == null && api.getFragment() == null) {
          return api;
        }
      } catch (IllegalArgumentException e) {
        // No address of any kind.
      }
      throw new ExportFault("--api must be like https://waiting.example, not " + text);
    }

    private static String event(String text) {
      if (!EVENT.matcher(text).matches()) {
        throw new ExportFault("--event must be 1 to 128 characters of A-Z a-z 0-9 . _ -");
      }
      return text;
    }

    private static Look look(Path folder) {
      try {
        return Look.in(folder);
      } catch (IllegalArgumentException e) {
        throw new ExportFault("--look: " + e.getMessage(), e);
      }
    }

    ExportOptions build() {
      Path folder = to.orElseThrow(() -> new ExportFault("--to DIR is needed"));
      URI origin = api.orElseThrow(() -> new ExportFault("--api URL is needed"));
      String room = event.orElseThrow(() -> new ExportFault("--event ID is needed"));
      try {
        return new ExportOptions(folder, new PageOfSite(origin, room, enter, onward, plain), look);
      } catch (IllegalArgumentException e) {
        throw new ExportFault("--" + e.getMessage(), e);
      }
    }
  }
}

package io.anteroom.rehearsal;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.crowd.Plan;
import io.anteroom.rehearsal.origin.Origin;
import io.anteroom.signedcalls.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asks for.
 *
 * @param originKey what the public origin asks everybody for
 * @param reset start the room afresh before the run
 * @param beside another room, in which a few people take numbers before and beside the crowd
 * @param connections the most that are open to each origin
 * @param pages waiting pages that are open beside the crowd
 * @param json where the figures go, beside the table
 */
record Options(
    Plan plan,
    Origin publicOrigin,
    Origin privateOrigin,
    Optional<String> originKey,
    Credentials credentials,
    String region,
    boolean reset,
    Optional<EventId> beside,
    int connections,
    Optional<PageOptions> pages,
    Optional<Path> json) {

  static final String USAGE =
      """
      Usage: ./anteroom load [options]

      Sends a crowd through a waiting room over HTTP, and checks what it sees. Or holds many
      waiting pages open, and tells what they ask.

        --visitors N          how many join (10000)
        --arrivals N          how many join per second (1000)
        --serve N             how many are served per second (1500)
        --event ID            the room (that of the stack that runs here, else Sample)
        --public URL          the public origin (of the stack that runs here)
        --private URL         the private origin (of the stack that runs here)
        --origin-key KEY      for the public origin, where it asks for one
        --credentials FILE    AWS shared-credentials file, profile anteroom (.anteroom/credentials)
        --access-key KEY      instead of a file, together with
        --secret-key SECRET
        --region NAME         for the signature (us-east-1)
        --reset               start the room afresh first: everybody in it loses their place
        --shared              others use the room too: holes in the numbers prove nothing then
        --beside ROOM         take a few numbers in that room too, before and while the crowd
                              arrives, and tell how much longer they took beside it
        --poll SECONDS        shortest time between two looks at the counter (1)
        --early PERCENT       how many also try to get a token before their turn (10)
        --close PERCENT       how many sessions are closed (10)
        --pages N             how many waiting pages are open, each of which joins and asks as the
                              real one does; alone, or beside a crowd if --visitors is given
        --minutes M           how long they stay open, at least (2)
        --connections N       the most that are open for tokens, for other visits, and for the site (512)
        --patience SECONDS    how long a step may stay without a good answer (60)
        --json FILE           write the figures there too
        --help                print this text

      Exit status: 0 all checks held, 1 some did not, or a page heard nothing, 2 the run could
      not begin.
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--visitors",
          "--arrivals",
          "--serve",
          "--event",
          "--public",
          "--private",
          "--origin-key",
          "--credentials",
          "--access-key",
          "--secret-key",
          "--region",
          "--beside",
          "--pages",
          "--minutes",
          "--poll",
          "--early",
          "--close",
          "--connections",
          "--patience",
          "--json");

  private static final Set<String> FLAGS = Set.of("--reset", "--shared", "--help");

  private static final int MAX_VISITORS = 10_000_000;
  private static final int MAX_PER_SECOND = 1_000_000;
  private static final int MAX_CONNECTIONS = 10_000;

  /** Never shows a key. */
  @Override
  public String toString() {
    return "Options[" + plan + " to " + publicOrigin + " and " + privateOrigin + "]";
  }

  /** The words of a command line, apart. */
  static Arguments read(List<String> words) throws UsageException {
    return Arguments.parse(words, NAMES, FLAGS);
  }

  /** What is asked for, of a run with a crowd. */
  static Options of(Arguments arguments, LocalStack local) throws UsageException {
    try {
      return new Options(
          plan(arguments, local),
          origin(arguments, "public", local),
          origin(arguments, "private", local),
          arguments.text("--origin-key"),
          credentials(arguments, local),
          arguments.text("--region").orElse("us-east-1"),
          arguments.has("--reset"),
          beside(arguments, local),
          arguments.number("--connections", 512, 1, MAX_CONNECTIONS),
          PageOptions.of(arguments, local),
          json(arguments));
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** Looked at first, so that nobody learns only after the run that its figures have no place. */
  static Optional<Path> json(Arguments arguments) throws UsageException {
    Optional<Path> file = arguments.text("--json").map(Path::of);
    if (file.isPresent()) {
      Path folder = file.get().toAbsolutePath().getParent();
      if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file.get())) {
        throw new UsageException("--json: can't write " + file.get());
      }
    }
    return file;
  }

  private static Plan plan(Arguments arguments, LocalStack local) throws UsageException {
    return new Plan(
        event(arguments, local),
        arguments.number("--visitors", 10_000, 1, MAX_VISITORS),
        arguments.number("--arrivals", 1_000, 1, MAX_PER_SECOND),
        arguments.number("--serve", 1_500, 1, MAX_PER_SECOND),
        duration(arguments.seconds("--poll", 1, 0.05, 60)),
        arguments.number("--early", 10, 0, 100),
        arguments.number("--close", 10, 0, 100),
        duration(arguments.seconds("--patience", 60, 1, 3_600)),
        arguments.has("--shared"));
  }

  private static Optional<EventId> beside(Arguments arguments, LocalStack local)
      throws UsageException {
    Optional<EventId> beside = arguments.text("--beside").map(EventId::new);
    if (beside.equals(Optional.of(event(arguments, local)))) {
      throw new UsageException("--beside must name another room than the crowd's");
    }
    return beside;
  }

  static EventId event(Arguments arguments, LocalStack local) {
    return new EventId(arguments.text("--event").or(() -> local.tells("event")).orElse("Sample"));
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  static Origin origin(Arguments arguments, String name, LocalStack local) throws UsageException {
    Optional<String> given = arguments.text("--" + name).or(() -> local.tells(name));
    if (given.isEmpty()) {
      throw new UsageException(
          "no stack runs here: start one with ./anteroom up, or give --" + name + " URL");
    }
    return Origin.parse(given.get());
  }

  private static Credentials credentials(Arguments arguments, LocalStack local)
      throws UsageException {
    Optional<String> access = arguments.text("--access-key");
    Optional<String> secret = arguments.text("--secret-key");
    if (access.isPresent() != secret.isPresent()) {
      throw new UsageException("--access-key and --secret-key go together");
    }
    return access.isPresent()
        ? new Credentials(access.get(), secret.get())
        : Credentials.load(
            arguments.text("--credentials").map(Path::of).orElse(local.credentials()));
  }
}

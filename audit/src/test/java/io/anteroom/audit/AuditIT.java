package io.anteroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.backends.FreePort;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class AuditIT {

  private static final String HEAD =
      "room generation events joins numbered first last not numbered yet reset away tokens expired"
          + " completed abandoned serving ended by";
  private static final AtomicInteger LOGS = new AtomicInteger();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final String bootstrap;
  private final String topicPrefix;
  private LogWriter log;

  AuditIT(Backends backends) {
    this.bootstrap = backends.bootstrap();
    this.topicPrefix = backends.topicPrefix();
  }

  @BeforeEach
  void startALogOfItsOwn() {
    log = new LogWriter(bootstrap, topicPrefix + LOGS.incrementAndGet() + ".");
  }

  @AfterEach
  void closeTheLog() {
    log.close();
  }

  @Test
  void countsASoundLog() {
    log.joins(0, "a a b a").joins(1, "a a");
    log.events(
        room("a")
            .numbered(0, 0, 1, 1)
            .numbered(1, 0, 1, 3)
            .moved(0, 4)
            .token(0, 0, 1)
            .token(1, 1, 4)
            .session(0, 0, SessionStatus.COMPLETED)
            .session(1, 1, SessionStatus.ABANDONED)
            .reset(Map.of(0, 4L, 1, 2L)));
    log.events(room("b").numbered(0, 2, 2, 1)).joins(1, "b");

    assertThat(audit()).as(text(err)).isZero();

    assertThat(rows())
        .containsExactly(
            HEAD,
            "a 1 8 5 4 1 4 0 1 2 0 1 1 4 reset",
            "a 2 1 0 0 - - 0 0 0 0 0 0 0 -",
            "b 1 2 2 1 1 1 1 0 0 0 0 0 0 -",
            "no breach");
  }

  @Test
  void countsPositionsThatExpiredAndRoomsThatWereRetired() {
    log.joins(0, "a a a a a a").joins(1, "b");
    log.events(
        new History("a")
            .movesOn(false)
            .numbered(0, 0, 2, 1)
            .moved(0, 2)
            .token(0, 1, 2)
            .after(PositionExpiry.DEFAULT.period())
            .expired(1, Map.of(0, 2L))
            .movedOn(2, 3)
            .retired()
            .numbered(0, 3, 3, 4)
            .reset(Map.of(0, 5L))
            .configured()
            .numbered(0, 5, 5, 1));
    log.events(room("b").numbered(1, 0, 0, 1).retired());

    assertThat(audit()).as(text(out)).isZero();

    assertThat(rows())
        .containsExactly(
            HEAD,
            "a 1 8 5 4 1 4 0 1 1 1 0 0 3 retiring",
            "a 2 3 1 1 1 1 0 0 0 0 0 0 0 -",
            "b 1 3 1 1 1 1 0 0 0 0 0 0 0 retiring",
            "no breach");
  }

  @Test
  void findsAPositionThatIsCountedTwice() {
    log.joins(0, "a a")
        .events(
            room("a")
                .numbered(0, 0, 1, 1)
                .moved(0, 1)
                .after(PositionExpiry.DEFAULT.period())
                .expired(2, Map.of(0, 1L)));

    assertThat(audit()).isEqualTo(1);

    assertThat(text(out)).contains("BREACH of ExpiredTurnsPassOnce", "room-events-0@3)");
  }

  @Test
  void passesOverWhatWasNeverCommitted() {
    log.joins(0, "a").events(room("a")).abortedEvents(room("a").moved(7, 8));
    assertThat(audit()).as(text(out)).isZero();
  }

  @Test
  void findsARecordThatNobodyCanRead() {
    log.events(room("a")).brokenEvent("{\"event_id\":\"a\"");

    assertThat(audit()).isEqualTo(1);

    // Offset 1 is the mark of the transaction.
    assertThat(text(out)).contains("EveryRecordIsReadable", "room-events-0@2)");
  }

  @Test
  void findsARecordThatIsThereTwice() {
    log.joins(0, "a a").events(room("a").numbered(0, 0, 1, 1).repeat());

    assertThat(audit()).isEqualTo(1);

    assertThat(text(out)).contains("BREACH of EventsFollow", "room-events-0@2)");
  }

  @Test
  void findsAJoinThatIsMissing() {
    log.joins(0, "a a").lostJoin(0, "a").joins(0, "a");
    // Offset 3 is the mark of the transaction.
    log.events(room("a").numbered(0, 0, 2, 1).numbered(0, 4, 4, 4));

    assertThat(audit()).isEqualTo(1);

    assertThat(text(out)).contains("BREACH of EveryJoinIsNumbered", "joins-0@2)");
  }

  @Test
  void findsAJoinThatWasPassedOver() {
    log.joins(1, "a a a").events(room("a").numbered(1, 0, 0, 1).numbered(1, 2, 2, 2));

    assertThat(audit()).isEqualTo(1);

    assertThat(text(out)).contains("BREACH of EveryJoinIsNumbered", "joins-1@1)");
  }

  @Test
  void saysThatTheBeginningOfTheJoinsIsGone() {
    log.joins(0, "a a a a").events(room("a").numbered(0, 0, 3, 1)).trimJoins(0, 2);

    assertThat(audit()).as(text(out)).isZero();

    assertThat(text(out)).contains("not checked: what was before " + log.prefix() + "joins-0@2");
    assertThat(rows()).contains("a 1 2 2 2 1 4 0 0 0 0 0 0 0 -");
  }

  @Test
  void saysThatTheBeginningOfARoomIsGone() {
    log.joins(0, "a a b");
    log.events(room("a").numbered(0, 0, 1, 1)).events(room("b").numbered(0, 2, 2, 1));
    log.trimEvents(1);

    assertThat(audit()).as(text(out)).isZero();

    assertThat(text(out))
        .contains("not checked: rooms [a]", "not checked: 2 joins of rooms", "no breach");
    assertThat(rows()).contains("b 1 2 1 1 1 1 0 0 0 0 0 0 0 -");
  }

  @Test
  void auditsALogInWhichNothingHasHappened() {
    assertThat(audit()).as(text(err)).isZero();
    assertThat(text(out)).contains("no breach");
  }

  @Test
  @Timeout(60)
  void readsAMillionJoinsInSeconds() {
    int half = 500_000;
    log.joins(0, "a", half).joins(1, "a", half);
    History history = room("a");
    int span = 5_000;
    for (int i = 0; i < half / span; i++) {
      history.numbered(0, (long) i * span, (i + 1L) * span - 1, 2L * i * span + 1);
      history.numbered(1, (long) i * span, (i + 1L) * span - 1, (2L * i + 1) * span + 1);
    }
    log.events(history);

    assertThat(audit()).as(text(out)).isZero();

    assertThat(text(err)).contains("1,000,000 joins in ");
  }

  @Test
  void saysThatABrokerHasNoSuchTopics() {
    assertThat(run("--bootstrap", bootstrap, "--topic-prefix", "elsewhere.")).isEqualTo(2);
    assertThat(text(err)).contains("has no topic 'elsewhere.joins'", "--topic-prefix");
  }

  @Test
  void saysThatNoBrokerAnswers() {
    int port = FreePort.find();
    assertThat(run("--bootstrap", "localhost:" + port)).isEqualTo(2);
    assertThat(text(err)).contains("localhost:" + port + " does not answer");
  }

  private static History room(String eventId) {
    return History.ofConfigured(eventId);
  }

  private int audit() {
    return run("--bootstrap", bootstrap, "--topic-prefix", log.prefix());
  }

  private int run(String... arguments) {
    PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Audit(Path.of("nowhere"), toOut, toErr).run(List.of(arguments));
  }

  /** What was printed, with columns one space apart. */
  private List<String> rows() {
    return text(out)
        .lines()
        .map(line -> line.replaceAll(" +", " "))
        .filter(s -> !s.isBlank())
        .toList();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

package io.anteroom.oidc.code;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.log.UnreadableRecordException;
import io.anteroom.contracts.login.UsedCode;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.eventlog.SharedLog;
import io.anteroom.eventlog.TopicFollower.Heard;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which codes were used. The log says who was first, to all replicas alike; each remembers what it
 * said until nine minutes after the code has ended. Safe for use by many threads.
 */
public final class UsedCodes implements CodeUses, AutoCloseable {

  private static final String NAME = "oidc-used-codes";
  private static final int MARK_BYTES = 16;
  private static final String SOMEBODY = "";

  /** Between two looks for what may be forgotten; at most so much more is remembered. */
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

  /**
   * Beyond their end, so that clocks may differ by a minute, and one that is set back makes none
   * good again. The log keeps them just as long: ten minutes from their use, which is the same to
   * whoever starts later.
   */
  private static final Duration REMEMBERED_BEYOND = KNOWN_BEYOND.plusMinutes(1);

  private final InstantSource clock;
  private final SecureRandom chance = new SecureRandom();
  private final Map<String, UsedCode> firsts = new ConcurrentHashMap<>();
  private final SharedLog log;

  /** Touched by the listener's thread only. */
  private Instant sweepAt = Instant.MIN;

  /**
   * Connects in the background.
   *
   * @param patience how long it may take to use a code, at least 1 s
   * @param clock by which codes end, the same by which they are judged to be good
   */
  public UsedCodes(LogConnection connection, String topic, Duration patience, InstantSource clock) {
    this.clock = clock;
    this.log = new SharedLog(connection, NAME, topic, patience, this::take);
  }

  @Override
  public boolean isLevel() {
    return log.isLevel();
  }

  /** How many are remembered. */
  public int size() {
    return firsts.size();
  }

  @Override
  public boolean wasUsed(String id) {
    return firsts.containsKey(id);
  }

  /**
   * Uses a code that is still good.
   *
   * @return whether this is its first use, here and anywhere
   * @throws LogUnavailableException if nobody can say in time; the code may be used up all the same
   */
  public boolean use(Code code) {
    if (firsts.containsKey(code.id())) {
      return false;
    }
    UsedCode use = new UsedCode(newMark(), code.end());
    log.append(code.id(), LogFormat.USED_CODE.write(use));
    UsedCode first = firsts.get(code.id());
    if (first == null) {
      // The topic was made anew under our feet, or the clock went far ahead.
      throw new LogUnavailableException("the log does not say who was first");
    }
    return first.by().equals(use.by());
  }

  private String newMark() {
    byte[] mark = new byte[MARK_BYTES];
    chance.nextBytes(mark);
    return HexFormat.of().formatHex(mark);
  }

  private void take(Heard heard) {
    Instant now = clock.instant();
    heard
        .value()
        .map(value -> read(value, now))
        .filter(use -> isRemembered(use, now))
        .ifPresent(use -> firsts.putIfAbsent(heard.key(), use));
    if (!now.isBefore(sweepAt)) {
      firsts.values().removeIf(use -> !isRemembered(use, now));
      sweepAt = now.plus(SWEEP_EVERY);
    }
  }

  private static boolean isRemembered(UsedCode use, Instant now) {
    return now.isBefore(use.end().plus(REMEMBERED_BEYOND));
  }

  /** What nobody can read was written by a later release: somebody else has used that code. */
  private static UsedCode read(byte[] value, Instant now) {
    try {
      return LogFormat.USED_CODE.read(value);
    } catch (UnreadableRecordException _) {
      return new UsedCode(SOMEBODY, now.plus(Codes.LIFETIME));
    }
  }

  @Override
  public void close() {
    log.close();
  }
}

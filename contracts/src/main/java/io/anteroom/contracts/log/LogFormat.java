package io.anteroom.contracts.log;

import io.anteroom.contracts.command.CommandRecord;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.contracts.inlet.InletSwitch;
import io.anteroom.contracts.login.UsedCode;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.token.IssuedToken;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of one kind of record. Fields are snake case, times are epoch milliseconds, offsets and
 * numbers are integers.
 *
 * <p>Everything that has several forms carries a {@code type} that ends in its version, such as
 * {@code span_numbered.v1}. A form in the log is never changed in a way that old records can't be
 * read: a new one gets a new version, and the old one stays. Unknown fields are passed over.
 *
 * @param <T> what the records hold
 */
public final class LogFormat<T> {

  private static final JsonMapper MAPPER = DomainJson.mapper();

  /** What a room decided. */
  public static final LogFormat<RecordedEvent> EVENT = new LogFormat<>(RecordedEvent.class);

  /** What a room is asked. */
  public static final LogFormat<CommandRecord> COMMAND = new LogFormat<>(CommandRecord.class);

  /** What it answers. */
  public static final LogFormat<CommandReply> REPLY = new LogFormat<>(CommandReply.class);

  /** What it answered to a call that may be sent again. */
  public static final LogFormat<RememberedAnswer> REMEMBERED =
      new LogFormat<>(RememberedAnswer.class);

  /** Joins that have no numbers yet. */
  public static final LogFormat<JoinSpan> JOIN_SPAN = new LogFormat<>(JoinSpan.class);

  /** Joins that have. */
  public static final LogFormat<NumberedSpan> NUMBERED_SPAN = new LogFormat<>(NumberedSpan.class);

  /** The state of a room. */
  public static final LogFormat<Room> ROOM = new LogFormat<>(Room.class);

  /** Numbers that the serving counter reached for the first time. */
  public static final LogFormat<Reached> REACHED = new LogFormat<>(Reached.class);

  /** A token's claims and the state of its session. */
  public static final LogFormat<IssuedToken> TOKEN = new LogFormat<>(IssuedToken.class);

  /** A switch of an inlet. */
  public static final LogFormat<InletSwitch> INLET_SWITCH = new LogFormat<>(InletSwitch.class);

  /** A code of an OpenID login that somebody redeems. */
  public static final LogFormat<UsedCode> USED_CODE = new LogFormat<>(UsedCode.class);

  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final String name;

  private LogFormat(Class<T> type) {
    this.writer = MAPPER.writerFor(type);
    this.reader = MAPPER.readerFor(type);
    this.name = type.getSimpleName();
  }

  /** Writes a record as UTF-8. */
  public byte[] write(T record) {
    return writer.writeValueAsBytes(record);
  }

  /**
   * Reads a record.
   *
   * @throws UnreadableRecordException if the bytes are not JSON or not such a record
   */
  public T read(byte[] json) {
    try {
      T record = reader.readValue(json);
      if (record == null) {
        throw new UnreadableRecordException("not a " + name + ": null");
      }
      return record;
    } catch (JacksonException e) {
      throw new UnreadableRecordException("not a " + name + ": " + e.getOriginalMessage(), e);
    }
  }
}

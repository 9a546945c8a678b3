package io.anteroom.streams.sequence;

import io.anteroom.contracts.command.RememberedAnswer;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Reached;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.streams.intake.Changelogs;
import io.anteroom.streams.intake.LogSerde;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The state stores of the rooms of one task. A room changes with every event and is written once a
 * commit; spans and tokens lie on disk, and a token is the only thing kept for a person.
 *
 * @param rooms counters and settings, by room
 * @param spans numbered spans, by room, generation and first place
 * @param serving the history of the serving counter, by room, generation and first number
 * @param tokens tokens, by room, generation and place
 * @param active how many tokens with an open session end in a second, by room, generation and
 *     second
 * @param answers first answers to calls that may be sent again, by room and key of the call
 * @param answered the keys of {@code answers} by the time of the answer, so that they can be
 *     forgotten in that order
 */
record RoomStores(
    KeyValueStore<Bytes, Room> rooms,
    KeyValueStore<Bytes, NumberedSpan> spans,
    KeyValueStore<Bytes, Reached> serving,
    KeyValueStore<Bytes, IssuedToken> tokens,
    KeyValueStore<Bytes, Long> active,
    KeyValueStore<Bytes, RememberedAnswer> answers,
    KeyValueStore<Bytes, byte[]> answered) {

  private static final String ROOMS = "rooms";
  private static final String SPANS = "spans";
  private static final String SERVING = "serving";
  private static final String TOKENS = "tokens";
  private static final String ACTIVE = "active";
  private static final String ANSWERS = "answers";
  private static final String ANSWERED = "answered";

  /** The stores that a task has. */
  static RoomStores of(ProcessingContext context) {
    return new RoomStores(
        context.getStateStore(ROOMS),
        context.getStateStore(SPANS),
        context.getStateStore(SERVING),
        context.getStateStore(TOKENS),
        context.getStateStore(ACTIVE),
        context.getStateStore(ANSWERS),
        context.getStateStore(ANSWERED));
  }

  static List<StoreBuilder<?>> builders() {
    return List.of(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ROOMS), Serdes.Bytes(), LogSerde.of(LogFormat.ROOM))
            .withCachingEnabled()
            .withLoggingEnabled(Changelogs.OF_FEW_KEYS),
        manyKeys(SPANS, LogSerde.of(LogFormat.NUMBERED_SPAN)),
        manyKeys(SERVING, LogSerde.of(LogFormat.REACHED)),
        manyKeys(TOKENS, LogSerde.of(LogFormat.TOKEN)),
        manyKeys(ACTIVE, Serdes.Long()),
        manyKeys(ANSWERS, LogSerde.of(LogFormat.REMEMBERED)),
        manyKeys(ANSWERED, Serdes.ByteArray()));
  }

  private static <T> StoreBuilder<?> manyKeys(String name, Serde<T> values) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), values)
        .withLoggingEnabled(Changelogs.OF_MANY_KEYS);
  }
}

package io.anteroom.streams.sequence;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.streams.intake.Changelogs;
import io.anteroom.streams.intake.LogSerde;
import java.util.List;
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
 * @param tokens tokens, by room, generation and place
 */
record RoomStores(
    KeyValueStore<Bytes, Room> rooms,
    KeyValueStore<Bytes, NumberedSpan> spans,
    KeyValueStore<Bytes, IssuedToken> tokens) {

  private static final String ROOMS = "rooms";
  private static final String SPANS = "spans";
  private static final String TOKENS = "tokens";

  /** The stores that a task has. */
  static RoomStores of(ProcessingContext context) {
    return new RoomStores(
        context.getStateStore(ROOMS), context.getStateStore(SPANS), context.getStateStore(TOKENS));
  }

  static List<StoreBuilder<?>> builders() {
    return List.of(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(ROOMS), Serdes.Bytes(), LogSerde.of(LogFormat.ROOM))
            .withCachingEnabled()
            .withLoggingEnabled(Changelogs.OF_FEW_KEYS),
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SPANS),
                Serdes.Bytes(),
                LogSerde.of(LogFormat.NUMBERED_SPAN))
            .withLoggingEnabled(Changelogs.OF_MANY_KEYS),
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TOKENS),
                Serdes.Bytes(),
                LogSerde.of(LogFormat.TOKEN))
            .withLoggingEnabled(Changelogs.OF_MANY_KEYS));
  }
}

package io.anteroom.streams.tally;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.streams.intake.Changelogs;
import io.anteroom.streams.intake.LogSerde;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Keeps the span that is open in a partition, so that it is still there after a crash.
 *
 * <p>A span grows with every join, but only what it was at a commit is ever read again: the offset
 * up to which joins are done, the changelog of this store and the spans that were sent become true
 * together, in one transaction. So nothing is written join by join. Kafka Streams asks the caches
 * of its stores for what is new just before it commits ({@link #flushCache}); to it, this store is
 * a cache, and what is new is the span that is open at that moment.
 *
 * <p>Implementer's note: {@link CachedStateStore} is internal to Kafka Streams. The public way, a
 * cached key-value store that is put to on every join, makes several objects for each of them.
 * {@code PipelineIT} and {@code TallyTopologyTest} fail should a later release no longer ask.
 */
final class OpenSpanStore implements StateStore, CachedStateStore<Integer, JoinSpan> {

  static final String NAME = "open-span";

  private final KeyValueStore<Integer, JoinSpan> spans;
  private Supplier<Optional<JoinSpan>> open = Optional::empty;
  private Optional<JoinSpan> written = Optional.empty();
  private int partition;

  OpenSpanStore(KeyValueStore<Integer, JoinSpan> spans) {
    this.spans = spans;
  }

  /** The span that was open at the last commit. */
  Optional<JoinSpan> read(int ofPartition) {
    return Optional.ofNullable(spans.get(ofPartition));
  }

  /** Names whom to ask for the open span. */
  void writeBeforeCommits(int ofPartition, Supplier<Optional<JoinSpan>> nowOpen) {
    partition = ofPartition;
    open = nowOpen;
    written = read(ofPartition);
  }

  @Override
  public void flushCache() {
    Optional<JoinSpan> now = open.get();
    if (!now.equals(written)) {
      now.ifPresentOrElse(span -> spans.put(partition, span), () -> spans.delete(partition));
      written = now;
    }
  }

  /** Forgets whom to ask: the task closes, or turns into a standby. */
  @Override
  public void clearCache() {
    open = Optional::empty;
    written = Optional.empty();
  }

  /** Nobody listens to changes of an open span. */
  @Override
  public boolean setFlushListener(
      CacheFlushListener<Integer, JoinSpan> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return spans.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    spans.init(context, root);
  }

  @Override
  public void flush() {
    spans.flush();
  }

  @Override
  public void close() {
    spans.close();
  }

  @Override
  public boolean persistent() {
    return spans.persistent();
  }

  @Override
  public boolean isOpen() {
    return spans.isOpen();
  }

  /**
   * Builds the store on disk, with a changelog. One entry would fit into memory, but Kafka Streams
   * keeps the id of a process only where it keeps state on disk, and names transactions after it:
   * under the same name, a process that comes back after a crash ends its former transaction at
   * once. Under another name, all readers wait until that has timed out.
   */
  static final class Builder implements StoreBuilder<OpenSpanStore> {

    private final StoreBuilder<KeyValueStore<Integer, JoinSpan>> spans =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(NAME),
                Serdes.Integer(),
                LogSerde.of(LogFormat.JOIN_SPAN))
            .withLoggingEnabled(Changelogs.OF_FEW_KEYS);

    @Override
    public OpenSpanStore build() {
      return new OpenSpanStore(spans.build());
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public boolean loggingEnabled() {
      return true;
    }

    @Override
    public Map<String, String> logConfig() {
      return spans.logConfig();
    }

    @Override
    public StoreBuilder<OpenSpanStore> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<OpenSpanStore> withCachingDisabled() {
      throw fixed();
    }

    @Override
    public StoreBuilder<OpenSpanStore> withLoggingEnabled(Map<String, String> config) {
      throw fixed();
    }

    @Override
    public StoreBuilder<OpenSpanStore> withLoggingDisabled() {
      throw fixed();
    }

    private static UnsupportedOperationException fixed() {
      return new UnsupportedOperationException("the open span needs its changelog and its cache");
    }
  }
}

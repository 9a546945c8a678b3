package io.anteroom.streams.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.streams.intake.LogSerde;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs offsets of its own choice, or a second life. */
class TallyProcessorTest {

  private static final int PARTITION = 3;
  private static final byte[] RED = JoinRecord.write(new EventId("red"));

  @TempDir private Path folder;
  private OpenSpanStore store;

  @BeforeEach
  void openStore() {
    store =
        new OpenSpanStore(
            Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(OpenSpanStore.NAME),
                    Serdes.Integer(),
                    LogSerde.of(LogFormat.JOIN_SPAN))
                .withLoggingDisabled()
                .build());
    store.init(context().getStateStoreContext(), store);
  }

  @Test
  void closesASpanAtAGapInTheOffsets() {
    Life life = new Life();
    life.join(7, 8, 10, 11);
    life.tick();

    assertThat(life.sent()).containsExactly("3-7..8", "3-10..11");
  }

  @Test
  void goesOnWithTheSpanThatWasOpenAtTheLastCommit() {
    Life first = new Life();
    first.join(7, 8, 9);
    store.flushCache();
    first.join(10);

    Life second = new Life();
    second.join(10, 11);
    second.tick();

    assertThat(first.sent()).isEmpty();
    assertThat(second.sent()).containsExactly("3-7..11");
  }

  @Test
  void closesTheSpanOfItsFormerLifeEvenIfNobodyJoinsAnyMore() {
    new Life().join(7, 8, 9);
    store.flushCache();

    Life second = new Life();
    second.tick();

    assertThat(second.sent()).containsExactly("3-7..9");
  }

  @Test
  void doesNotSendASpanAgainThatWasClosedAtTheLastCommit() {
    Life first = new Life();
    first.join(7);
    store.flushCache();
    first.tick();
    store.flushCache();

    assertThat(new Life().context.scheduledPunctuators()).isEmpty();
  }

  private MockProcessorContext<byte[], byte[]> context() {
    return new MockProcessorContext<>(settings(), new TaskId(0, PARTITION), folder.toFile());
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "tally");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    return settings;
  }

  /** One life of a task, between a start and a crash. */
  private final class Life {
    final MockProcessorContext<byte[], byte[]> context = context();
    final TallyProcessor processor = new TallyProcessor();

    Life() {
      context.setCurrentSystemTimeMs(0);
      context.addStateStore(store);
      processor.init(context);
    }

    void join(long... offsets) {
      for (long offset : offsets) {
        context.setRecordMetadata("joins", PARTITION, offset);
        processor.process(new Record<>(null, RED, offset));
      }
    }

    void tick() {
      context.scheduledPunctuators().getLast().getPunctuator().punctuate(50);
    }

    List<String> sent() {
      return context.forwarded().stream()
          .map(forward -> (byte[]) forward.record().value())
          .map(LogFormat.JOIN_SPAN::read)
          .map(JoinSpan::range)
          .map(Object::toString)
          .toList();
    }
  }
}

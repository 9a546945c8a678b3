package io.anteroom.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.streams.lag.NumberingLag;
import io.anteroom.streams.sequence.SequenceTopology;
import io.anteroom.streams.tally.TallyTopology;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Joins on their way to numbers, with one part of the way working after the other. */
@ExtendWith(BackendsExtension.class)
class NumberingLagIT {

  private static final int JOINS = 10;
  private static final Duration SOON = Duration.ofSeconds(40);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void countsJoinsUntilTheyHaveNumbersWhereverTheyAreOnTheirWay(
      Backends backends, @TempDir Path folder) {
    LogConnection log = LogConnection.plain(backends.bootstrap());
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(log, topics.all(2, 1), 1);
    NumberingSettings settings = NumberingSettings.local(log, topics, folder);
    try (NumberingLag _ =
        NumberingLag.start(
            log,
            topics,
            StreamsProperties.id(topics, Numbering.TALLY),
            StreamsProperties.id(topics, Numbering.SEQUENCE),
            meters)) {
      await().atMost(SOON).until(() -> joins() == 0);

      join(log, topics);
      await().atMost(SOON).until(() -> joins() == JOINS && seconds() > 0);

      try (StreamsApplication tally =
          new StreamsApplication(
              Numbering.TALLY, new TallyTopology(topics).get(), settings, () -> {})) {
        tally.start();
        double before = seconds();
        await().atMost(SOON).until(() -> tally.isRunning() && seconds() > before + 4);
        assertThat(joins()).isEqualTo(JOINS);

        try (StreamsApplication sequence =
            new StreamsApplication(
                Numbering.SEQUENCE, new SequenceTopology(topics).get(), settings, () -> {})) {
          sequence.start();
          await().atMost(SOON).until(() -> joins() == 0 && seconds() == 0);
        }
      }
    }
  }

  private double joins() {
    return meters.get("anteroom.numbering.lag.joins").gauge().value();
  }

  private double seconds() {
    return meters.get("anteroom.numbering.lag.seconds").gauge().value();
  }

  private static void join(LogConnection log, Topics topics) {
    Map<String, Object> settings = log.clientSettings();
    byte[] join = JoinRecord.write(new EventId("Sample"));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < JOINS; i++) {
        var _ = producer.send(new ProducerRecord<>(topics.joins(), i % 2, null, join));
      }
    }
  }
}

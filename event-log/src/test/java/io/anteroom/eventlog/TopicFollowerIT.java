package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.TopicFollower.From;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class TopicFollowerIT {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void beginsWhereItIsToldTo(Backends backends) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 3), 1);
    Instant now = Instant.now();
    try (KafkaProducer<String, String> producer = producer(backends)) {
      send(producer, topics, 0, now.minus(HOUR).minusSeconds(60), "old");
      send(producer, topics, 0, now.minus(HOUR).plusSeconds(60), "young");
      send(producer, topics, 1, now.minus(HOUR).minusSeconds(60), "old alone");
      producer.flush();

      List<String> sinceAnHour = new CopyOnWriteArrayList<>();
      List<String> sinceEver = new CopyOnWriteArrayList<>();
      List<String> sinceNow = new CopyOnWriteArrayList<>();
      try (TopicFollower hour = follow(connection, topics, new From.Ago(HOUR), sinceAnHour);
          TopicFollower ever = follow(connection, topics, new From.Beginning(), sinceEver);
          TopicFollower news = follow(connection, topics, new From.End(), sinceNow)) {
        await().until(() -> hour.isLevel() && ever.isLevel() && news.isLevel());
        send(producer, topics, 1, now, "new");
        send(producer, topics, 2, now, "new, too");

        await().until(() -> sinceNow.size() == 2 && sinceAnHour.size() == 3);
        assertThat(sinceNow).containsExactlyInAnyOrder("new", "new, too");
        assertThat(sinceAnHour).containsExactlyInAnyOrder("young", "new", "new, too");
        await()
            .untilAsserted(() ->
                assertThat(sinceEver)
                    .containsExactlyInAnyOrder("old", "young", "old alone", "new", "new, too"));
      }
    }
  }

  private static TopicFollower follow(
      LogConnection connection, Topics topics, From from, List<String> heard) {
    return TopicFollower.start(
        connection, "follower", List.of(topics.roomEvents()), from, it -> heard.add(it.key()));
  }

  private static void send(
      KafkaProducer<String, String> producer,
      Topics topics,
      int partition,
      Instant time,
      String key) {
    var _ =
        producer.send(
            new ProducerRecord<>(topics.roomEvents(), partition, time.toEpochMilli(), key, ""));
  }

  private static KafkaProducer<String, String> producer(Backends backends) {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, backends.bootstrap()),
        new StringSerializer(),
        new StringSerializer());
  }
}

package io.anteroom.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerIT {
  private static final String TOPIC = "guests";

  @TempDir Path directory;

  @Test
  void carriesOnWithItsDataAfterACleanStop() throws Exception {
    BrokerSettings settings = BrokerSettings.in(directory);
    String cluster;
    try (KafkaBroker broker = KafkaBroker.start(settings)) {
      createTopic(broker.bootstrap());
      write(broker.bootstrap(), "first");
      cluster = clusterId(broker.bootstrap());
    }
    try (KafkaBroker broker = KafkaBroker.start(settings)) {
      write(broker.bootstrap(), "second");
      assertThat(clusterId(broker.bootstrap())).isEqualTo(cluster);
      assertThat(read(broker.bootstrap(), 2)).containsExactly("first", "second");
    }
  }

  @Test
  void makesNoTopicThatNobodyAskedFor() {
    try (KafkaBroker broker = KafkaBroker.start(BrokerSettings.in(directory))) {
      assertThatThrownBy(() -> write(broker.bootstrap(), "lost"))
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void namesThePortThatItCannotHave() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerSettings settings =
          new BrokerSettings(
              directory, taken.getLocalPort(), BrokerSettings.in(directory).controllerPort());
      assertThatThrownBy(() -> KafkaBroker.start(settings))
          .isInstanceOf(BackendFailed.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void keepsWhatItAcknowledgedWhenItsProcessIsKilled() throws Exception {
    try (ProcessBroker broker = ProcessBroker.start(BrokerSettings.in(directory))) {
      createTopic(broker.bootstrap());
      write(broker.bootstrap(), "before");
      broker.kill();
      broker.restart();
      write(broker.bootstrap(), "after");
      assertThat(read(broker.bootstrap(), 2)).containsExactly("before", "after");
    }
  }

  @Test
  void answersNothingWhilePausedAndAgainWhenItGoesOn() throws Exception {
    try (ProcessBroker broker = ProcessBroker.start(BrokerSettings.in(directory))) {
      String cluster = clusterId(broker.bootstrap());
      broker.pause();
      assertThatThrownBy(() -> clusterId(broker.bootstrap()))
          .isInstanceOfAny(TimeoutException.class, ExecutionException.class);
      broker.resume();
      assertThat(clusterId(broker.bootstrap())).isEqualTo(cluster);
    }
  }

  private static void createTopic(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get(10, TimeUnit.SECONDS);
    }
  }

  private static String clusterId(String bootstrap) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrap,
                "request.timeout.ms", "2000",
                "default.api.timeout.ms", "2500"))) {
      return admin.describeCluster().clusterId().get(3, TimeUnit.SECONDS);
    }
  }

  private static void write(String bootstrap, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "max.block.ms", "5000"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get(10, TimeUnit.SECONDS);
    }
  }

  private static List<String> read(String bootstrap, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
      List<String> values = new ArrayList<>();
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
      }
      return values;
    }
  }
}

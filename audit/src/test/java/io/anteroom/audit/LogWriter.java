package io.anteroom.audit;

import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a log of its own, sound or not, to a real broker. */
final class LogWriter implements AutoCloseable {

  /** One partition for all rooms, so that a test can tell the offsets of its events. */
  private static final int ROOM_PARTITIONS = 1;

  private static final int JOIN_PARTITIONS = 2;

  private final String bootstrap;
  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> plain;
  private final KafkaProducer<byte[], byte[]> transactional;

  LogWriter(String bootstrap, String prefix) {
    this.bootstrap = bootstrap;
    this.topics = new Topics(prefix);
    TopicSetup.ensure(
        LogConnection.plain(bootstrap), topics.all(JOIN_PARTITIONS, ROOM_PARTITIONS), 1);
    this.plain = producer(Map.of());
    this.transactional =
        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "log-writer"));
    transactional.initTransactions();
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = LogConnection.plain(bootstrap).clientSettings();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  String prefix() {
    return topics.prefix();
  }

  /** Appends joins, one word a room. */
  LogWriter joins(int partition, String rooms) {
    List.of(rooms.split(" ")).forEach(room -> joins(partition, room, 1));
    return this;
  }

  LogWriter joins(int partition, String room, int count) {
    byte[] value = JoinRecord.write(new EventId(room));
    Collections.nCopies(count, value).forEach(join -> raw(topics.joins(), partition, join));
    plain.flush();
    return this;
  }

  /** Leaves an offset at which nobody who reads what is committed finds a join. */
  LogWriter lostJoin(int partition, String room) {
    transactional.beginTransaction();
    byte[] value = JoinRecord.write(new EventId(room));
    append(transactional, new ProducerRecord<>(topics.joins(), partition, null, value));
    transactional.flush();
    transactional.abortTransaction();
    return this;
  }

  LogWriter events(History history) {
    transactional.beginTransaction();
    send(history);
    transactional.commitTransaction();
    return this;
  }

  LogWriter abortedEvents(History history) {
    transactional.beginTransaction();
    send(history);
    transactional.flush();
    transactional.abortTransaction();
    return this;
  }

  private void send(History history) {
    for (byte[] value : history.values()) {
      append(transactional, new ProducerRecord<>(topics.roomEvents(), history.key(), value));
    }
  }

  LogWriter brokenEvent(String value) {
    raw(topics.roomEvents(), 0, value.getBytes(StandardCharsets.UTF_8));
    plain.flush();
    return this;
  }

  /** A record that gets lost fails the test by its absence, so nobody waits for each one. */
  private static void append(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    var _ = producer.send(record);
  }

  private void raw(String topic, int partition, byte[] value) {
    append(plain, new ProducerRecord<>(topic, partition, null, value));
  }

  LogWriter trimJoins(int partition, long before) {
    return trim(topics.joins(), partition, before);
  }

  LogWriter trimEvents(long before) {
    return trim(topics.roomEvents(), 0, before);
  }

  private LogWriter trim(String topic, int partition, long before) {
    try (Admin admin = Admin.create(LogConnection.plain(bootstrap).clientSettings())) {
      Map<TopicPartition, RecordsToDelete> records =
          Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before));
      admin.deleteRecords(records).all().get(10, TimeUnit.SECONDS);
      return this;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("records could not be deleted", e);
    }
  }

  @Override
  public void close() {
    plain.close();
    transactional.close();
  }
}

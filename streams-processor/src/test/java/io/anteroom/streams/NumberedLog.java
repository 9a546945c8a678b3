package io.anteroom.streams;

import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.invariant.Breach;
import io.anteroom.domain.invariant.RoomHistory;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.eventlog.LogConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What rooms decided, as a reader of committed events sees it, from the start on. */
final class NumberedLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int QUIET_POLLS = 5;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<EventId, RoomHistory> histories = new HashMap<>();
  private final Map<EventId, Set<Place>> places = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();
  private long numbered;

  NumberedLog(LogConnection log, Topics topics) {
    Map<String, Object> settings = log.clientSettings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topics.roomEvents()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on, and says how many joins have been numbered up to now. */
  long read() {
    consumer.poll(POLL).forEach(this::take);
    return numbered;
  }

  /** Reads on until nothing comes any more. */
  void settle() {
    for (int quiet = 0; quiet < QUIET_POLLS; quiet++) {
      long before = numbered;
      if (read() != before) {
        quiet = 0;
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    RecordedEvent event = LogFormat.EVENT.read(record.value());
    breaches.addAll(
        histories.computeIfAbsent(event.eventId(), _ -> new RoomHistory()).observe(event));
    if (event.event() instanceof SpanNumbered(var span)) {
      OffsetRange range = span.range();
      numbered += range.length();
      Set<Place> known = places.computeIfAbsent(event.eventId(), _ -> new HashSet<>());
      for (long offset = range.from(); offset <= range.to(); offset++) {
        known.add(new Place(range.partition(), offset));
      }
    }
  }

  /** The places that have a number. */
  Set<Place> places(EventId eventId) {
    return places.getOrDefault(eventId, Set.of());
  }

  /** The rules that were broken: a number left out or given twice is one of them. */
  List<Breach> breaches() {
    return List.copyOf(breaches);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

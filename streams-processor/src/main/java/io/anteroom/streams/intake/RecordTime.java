package io.anteroom.streams.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record, and the beginning of time where a writer gave none. Kafka's own extractor
 * stops the application on such a record, and would meet it again after every start.
 */
public final class RecordTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}

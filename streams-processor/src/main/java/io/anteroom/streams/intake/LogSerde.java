package io.anteroom.streams.intake;

import io.anteroom.contracts.log.LogFormat;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** State stores hold the same JSON as the log. */
public final class LogSerde {

  private LogSerde() {}

  /** The serde of a form of the log. */
  public static <T> Serde<T> of(LogFormat<T> format) {
    return Serdes.serdeFrom(
        (topic, record) -> format.write(record), (topic, json) -> format.read(json));
  }
}

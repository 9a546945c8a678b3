package io.anteroom.streams.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What is kept of a record that is put aside, with the reason and where it stood in headers. */
public final class DeadLetter {

  /** Why the record was put aside, at most {@value #MAX_REASON} characters. */
  public static final String REASON = "anteroom-reason";

  /** The topic that it stood in. */
  public static final String SOURCE_TOPIC = "anteroom-source-topic";

  /** The partition, in digits. */
  public static final String SOURCE_PARTITION = "anteroom-source-partition";

  /** The offset, in digits. */
  public static final String SOURCE_OFFSET = "anteroom-source-offset";

  /** Bytes of the value before it was cut, in digits; absent where it is whole. */
  public static final String CUT_FROM = "anteroom-cut-from";

  /** The longest key or value that is kept: a record of the largest size would not fit any more. */
  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_REASON = 300;

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;

  private DeadLetter(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /** Makes a dead letter of a record that stood somewhere. */
  public static DeadLetter of(
      byte @Nullable [] key,
      byte @Nullable [] value,
      String topic,
      int partition,
      long offset,
      String reason) {
    Headers headers = new RecordHeaders();
    add(headers, REASON, reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    add(headers, SOURCE_TOPIC, topic);
    add(headers, SOURCE_PARTITION, Integer.toString(partition));
    add(headers, SOURCE_OFFSET, Long.toString(offset));
    if (value != null && value.length > MAX_BYTES) {
      add(headers, CUT_FROM, Integer.toString(value.length));
    }
    return new DeadLetter(cut(key), cut(value), headers);
  }

  /** The key of the record, at most 64 kB of it. */
  public byte @Nullable [] key() {
    return key;
  }

  /** Its value, at most as much of it. */
  public byte @Nullable [] value() {
    return value;
  }

  /** Why it was put aside, and where it stood. */
  public Headers headers() {
    return headers;
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes) {
    return bytes == null || bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
  }
}

package io.anteroom.streams.intake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts records aside that nobody can read, with the reason and where they stood in headers. What is
 * in them is not logged, and however many there are, the log of the process grows by one line in
 * {@link #QUIET}.
 */
public final class DeadLetters {

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
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final ProcessorContext<byte[], byte[]> context;
  private final String sink;
  private long untold;
  private long lastToldMillis = Long.MIN_VALUE;

  /**
   * Dead letters of one processor.
   *
   * @param sink the name of the sink in the topology
   */
  public DeadLetters(ProcessorContext<byte[], byte[]> context, String sink) {
    this.context = context;
    this.sink = sink;
  }

  /** Puts the present record aside. */
  public void send(Record<byte[], byte[]> record, String reason) {
    RecordMetadata source = context.recordMetadata().orElseThrow();
    Headers headers = new RecordHeaders();
    add(headers, REASON, reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    add(headers, SOURCE_TOPIC, source.topic());
    add(headers, SOURCE_PARTITION, Integer.toString(source.partition()));
    add(headers, SOURCE_OFFSET, Long.toString(source.offset()));
    byte[] value = record.value();
    if (value != null && value.length > MAX_BYTES) {
      add(headers, CUT_FROM, Integer.toString(value.length));
    }
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(cut(record.key()), cut(value), now, headers), sink);
    tell(source, now);
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes) {
    return bytes == null || bytes.length <= MAX_BYTES ? bytes : Arrays.copyOf(bytes, MAX_BYTES);
  }

  private void tell(RecordMetadata source, long now) {
    untold++;
    if (lastToldMillis != Long.MIN_VALUE && now - lastToldMillis < QUIET.toMillis()) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("records", untold)
        .addKeyValue("last", source.topic() + "-" + source.partition() + "@" + source.offset())
        .log("put aside what can't be used, see the dead letters");
    untold = 0;
    lastToldMillis = now;
  }
}

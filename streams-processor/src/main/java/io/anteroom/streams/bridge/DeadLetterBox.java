package io.anteroom.streams.bridge;

import io.anteroom.streams.intake.DeadLetter;
import io.anteroom.streams.intake.PutAsideLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Keeps the letters that are given up, in the topic of dead letters. For one thread. */
final class DeadLetterBox implements Predicate<Letter>, AutoCloseable {

  /** The log is near, or away: there is no point in waiting longer, the letter is tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final PutAsideLog log = new PutAsideLog();
  private final Producer<byte[], byte[]> producer;
  private final String topic;

  DeadLetterBox(BridgeSettings settings) {
    this.producer = producer(settings);
    this.topic = settings.topics().deadLetters();
  }

  private static Producer<byte[], byte[]> producer(BridgeSettings settings) {
    Map<String, Object> config = settings.connection().clientSettings();
    int patience = Math.toIntExact(PATIENCE.toMillis());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Returns true when the log has acknowledged it. */
  @Override
  public boolean test(Letter letter) {
    DeadLetter dead = letter.dead();
    try {
      producer
          .send(new ProducerRecord<>(topic, null, dead.key(), dead.value(), dead.headers()))
          .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (InterruptException e) {
      throw e;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
    log.tell(
        letter.partition().topic(),
        letter.partition().partition(),
        letter.offset(),
        System.currentTimeMillis());
    return true;
  }

  @Override
  public void close() {
    producer.close(CLOSE_PATIENCE);
  }
}

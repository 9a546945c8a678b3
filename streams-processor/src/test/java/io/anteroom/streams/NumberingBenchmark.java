package io.anteroom.streams;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.ProcessBroker;
import io.anteroom.contracts.log.JoinRecord;
import io.anteroom.contracts.log.LogFormat;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures numbering on a broker of its own: {@code latency}, {@code drain} or {@code size}, and a
 * number (joins a second; joins; joins).
 */
final class NumberingBenchmark {

  private static final EventId ROOM = new EventId("Sample");
  private static final byte[] JOIN = JoinRecord.write(ROOM);
  private static final int PARTITIONS = 4;
  private static final int LATENCY_SECONDS = 15;
  private static final int ROUNDS = 6;
  private static final int BROKER = 1;

  private final Topics topics = new Topics("b.");
  private final LogConnection log;
  private final Path folder;
  private long produced;

  private NumberingBenchmark(LogConnection log, Path folder) {
    this.log = log;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("numbering");
    int number = Integer.parseInt(arguments[1]);
    try (ProcessBroker broker = ProcessBroker.start(BrokerSettings.in(folder.resolve("broker")))) {
      NumberingBenchmark benchmark =
          new NumberingBenchmark(LogConnection.plain(broker.bootstrap()), folder);
      benchmark.prepare();
      switch (arguments[0]) {
        case "latency" -> benchmark.latency(number);
        case "drain" -> benchmark.drain(number);
        case "size" -> benchmark.size(number);
        default -> throw new IllegalArgumentException("latency, drain or size");
      }
    }
  }

  private void prepare() {
    TopicSetup.ensure(log, topics.all(PARTITIONS, 1), 1);
    RoomSettings settings = RoomSettings.defaults(new Issuer("https://wait.example"));
    try (Numbering _ = start();
        CommandClient client = new CommandClient(log, topics, Duration.ofSeconds(30))) {
      client.waitUntilReady(Duration.ofSeconds(30));
      client
          .ask(
              new Command.ConfigureRoom(
                  ROOM, SettingsChange.to(settings), settings.issuer(), PartitionOffsets.ZERO),
              Optional.empty())
          .join();
    }
  }

  private Numbering start() {
    Numbering numbering =
        Numbering.start(
            NumberingSettings.local(log, topics, folder.resolve("state")), () -> System.exit(1));
    numbering.awaitRunning(Duration.ofMinutes(1));
    return numbering;
  }

  /** From the acknowledgement of a join to the committed event with its number. */
  private void latency(int joinsASecond) {
    Map<Integer, Map<Long, Long>> acknowledged = new ConcurrentHashMap<>();
    List<Long> micros = new ArrayList<>();
    long joins = (long) joinsASecond * LATENCY_SECONDS;
    try (Numbering _ = start()) {
      Thread arrivals =
          Thread.ofPlatform().start(() -> joinSteadily(joins, joinsASecond, acknowledged));
      read(
          topics.roomEvents(),
          Map.of(),
          joins,
          record -> {
            long now = System.nanoTime();
            return numbered(
                record,
                range -> {
                  for (long offset = range.from(); offset <= range.to(); offset++) {
                    Long at = acknowledged.get(range.partition()).remove(offset);
                    micros.add(at == null ? 0 : (now - at) / 1000);
                  }
                });
          });
      join(arrivals);
    }
    List<Long> warm = micros.subList(micros.size() / 3, micros.size());
    Collections.sort(warm);
    System.out.printf(
        "latency at %,d joins/s: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms%n",
        joinsASecond,
        warm.get(warm.size() / 2) / 1000,
        warm.get(warm.size() * 9 / 10) / 1000,
        warm.get(warm.size() * 99 / 100) / 1000,
        warm.getLast() / 1000);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void joinSteadily(
      long joins, int joinsASecond, Map<Integer, Map<Long, Long>> acknowledged) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      acknowledged.put(partition, new ConcurrentHashMap<>());
    }
    long begin = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> producer = producer(2)) {
      for (long i = 0; i < joins; i++) {
        LockSupport.parkNanos(begin + i * 1_000_000_000L / joinsASecond - System.nanoTime());
        int partition = (int) (System.currentTimeMillis() / 100 % PARTITIONS);
        var _ =
            producer.send(
                new ProducerRecord<>(topics.joins(), partition, null, JOIN),
                (taken, _) ->
                    acknowledged.get(taken.partition()).put(taken.offset(), System.nanoTime()));
      }
    }
  }

  /**
   * Joins that wait in the log, against a plain consumer that only counts them. On a machine that
   * does other work, too, trust the processor time more than the clock.
   */
  private void drain(int joins) {
    for (int round = 0; round < ROUNDS; round++) {
      Map<TopicPartition, Long> ends = ends();
      produce(joins);
      long cpu = cpuMillis("main");
      long plain = millis(() -> read(topics.joins(), ends, joins, _ -> 1));
      long plainCpu = cpuMillis("main") - cpu;
      try (Numbering numbering =
          Numbering.start(
              NumberingSettings.local(log, topics, folder.resolve("state")),
              () -> System.exit(1))) {
        numbering.awaitRunning(Duration.ofMinutes(1));
        long drained =
            millis(() -> read(topics.roomEvents(), Map.of(), produced, r -> numbered(r, _ -> {})));
        long drainedCpu = cpuMillis("StreamThread");
        System.out.printf(
            "drain of %,d joins: numbered in %d ms (cpu %d), plain consumer %d ms (cpu %d): "
                + "ratio %.2f (cpu %.2f)%n",
            joins,
            drained,
            drainedCpu,
            plain,
            plainCpu,
            (double) drained / plain,
            (double) drainedCpu / plainCpu);
      }
    }
  }

  private static long cpuMillis(String threads) {
    ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    return Arrays.stream(beans.getThreadInfo(beans.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().contains(threads))
        .mapToLong(thread -> beans.getThreadCpuTime(thread.getThreadId()))
        .filter(nanos -> nanos > 0)
        .map(nanos -> nanos / 1_000_000)
        .sum();
  }

  private Map<TopicPartition, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            log.clientSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(partitions(consumer, topics.joins()));
    }
  }

  /** What the stores hold. */
  private void size(int joins) throws Exception {
    try (Numbering _ = start()) {
      produce(joins);
      read(topics.roomEvents(), Map.of(), produced, record -> numbered(record, _ -> {}));
    }
    try (Admin admin = Admin.create(log.clientSettings())) {
      admin
          .describeLogDirs(List.of(BROKER))
          .allDescriptions()
          .get()
          .get(BROKER)
          .values()
          .forEach(dir ->
              dir.replicaInfos()
                  .forEach((partition, replica) -> {
                    if (partition.topic().startsWith("b.")) {
                      System.out.printf("%12d %s%n", replica.size(), partition);
                    }
                  }));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      System.out.printf(
          "%12d bytes in the state folder after %,d joins%n",
          files.filter(Files::isRegularFile).mapToLong(NumberingBenchmark::bytes).sum(), joins);
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long millis(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private void produce(int joins) {
    try (KafkaProducer<byte[], byte[]> producer = producer(20)) {
      for (int i = 0; i < joins; i++) {
        var _ =
            producer.send(new ProducerRecord<>(topics.joins(), i / 500 % PARTITIONS, null, JOIN));
      }
    }
    produced += joins;
  }

  private KafkaProducer<byte[], byte[]> producer(int lingerMillis) {
    Map<String, Object> settings = log.clientSettings();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static long numbered(
      ConsumerRecord<byte[], byte[]> record, Consumer<OffsetRange> whenNumbered) {
    if (LogFormat.EVENT.read(record.value()).event() instanceof SpanNumbered(var span)) {
      whenNumbered.accept(span.range());
      return span.range().length();
    }
    return 0;
  }

  private interface Count {
    long of(ConsumerRecord<byte[], byte[]> record);
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** Reads committed records of a topic until there have been enough. */
  private void read(String topic, Map<TopicPartition, Long> from, long enough, Count count) {
    Map<String, Object> settings = log.clientSettings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * 1024 * 1024);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      partitions.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
      AtomicLong seen = new AtomicLong();
      while (seen.get() < enough) {
        consumer.poll(Duration.ofMillis(10)).forEach(record -> seen.addAndGet(count.of(record)));
      }
    }
  }
}

package io.anteroom.edge.management;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Face;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The metrics of a process and the face that shows them, with its health, to whoever watches over
 * it. Neither key nor signature is asked for: its port is not for the world.
 */
public final class Management implements AutoCloseable {

  /** The text format that every Prometheus reads. */
  private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private static final int READY = 200;
  private static final int NOT_READY = 503;
  private static final String RIGHT = "up";

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MachineMeters machine = MachineMeters.in(meters);

  /** Where the parts of the process register what they measure. */
  public MeterRegistry meters() {
    return meters;
  }

  /**
   * The face.
   *
   * @param checks the process is ready when all of them are right
   */
  public Face face(Collection<ReadinessCheck> checks) {
    checks.forEach(this::measure);
    return Face.internal()
        .get("/metrics", this::metrics)
        .get("/health/live", Management::live)
        .get("/health/ready", _ -> Mono.just(ready(checks)))
        .build();
  }

  private void measure(ReadinessCheck check) {
    Gauge.builder("anteroom.ready", check, c -> c.trouble().get().isEmpty() ? 1 : 0)
        .description("1 while a check of readiness is right, else 0")
        .tag("check", check.name())
        .strongReference(true)
        .register(meters);
  }

  /** On a thread of its own: hundreds of lines take longer than an event loop has. */
  private Mono<Answer> metrics(Call call) {
    return Mono.fromCallable(
            () -> Answer.okText(TEXT_FORMAT, meters.scrape().getBytes(StandardCharsets.UTF_8)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  /** Whoever can say so is alive; a process that can't go on ends by itself. */
  private static Mono<Answer> live(Call call) {
    return Mono.just(Answer.ok(Map.of("live", true)));
  }

  private static Answer ready(Collection<ReadinessCheck> checks) {
    Map<String, String> results = new TreeMap<>();
    checks.forEach(check -> results.put(check.name(), check.trouble().get().orElse(RIGHT)));
    boolean ready = results.values().stream().allMatch(RIGHT::equals);
    return Answer.of(ready ? READY : NOT_READY, Map.of("ready", ready, "checks", results));
  }

  @Override
  public void close() {
    machine.close();
    meters.close();
  }
}

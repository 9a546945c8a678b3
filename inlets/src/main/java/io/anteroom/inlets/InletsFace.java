package io.anteroom.inlets;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Face;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.inlets.control.Switches;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How operators see inlets, and pause them. */
final class InletsFace {

  private static final String INLET = "inlet";
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Inlets inlets;
  private final Switches switches;

  private InletsFace(Inlets inlets, Switches switches) {
    this.inlets = inlets;
    this.switches = switches;
  }

  static Face of(Inlets inlets, Switches switches, PrivateAccess access) {
    InletsFace calls = new InletsFace(inlets, switches);
    return Face.guarded(access)
        .get("/inlets", calls::list)
        .get("/inlets/{inlet}", calls::read)
        .put("/inlets/{inlet}", calls::put)
        .build();
  }

  /** {@code GET /inlets}: all of them, by name. */
  private Mono<Answer> list(Call call) {
    return Mono.just(
        Answer.ok(
            Map.of(
                "inlets",
                inlets.all().stream().map(inlet -> InletBody.of(inlet.status())).toList())));
  }

  /** {@code GET /inlets/{inlet}}: one. */
  private Mono<Answer> read(Call call) {
    return Mono.just(answer(inlet(call)));
  }

  /**
   * {@code PUT /inlets/{inlet}}: pauses one, lets it go on, or has it only say what it would do.
   */
  private Mono<Answer> put(Call call) {
    Inlet inlet = inlet(call);
    JsonBody body = call.json();
    Optional<Boolean> paused = body.optionalTruth("paused");
    Optional<Boolean> dryRun = body.optionalTruth("dry_run");
    if (paused.isEmpty() && dryRun.isEmpty()) {
      throw new Refusal.Malformed("paused or dry_run must be there, as true or false");
    }
    if (!switches.isLevel()) {
      throw new Refusal.Unavailable(
          "nobody knows at the moment which inlets are paused; nothing was changed", SOON);
    }
    return Mono.fromCallable(
            () -> {
              switches.set(inlet.plan().name(), paused, dryRun);
              return answer(inlet);
            })
        // It waits for the log.
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorMap(
            LogUnavailableException.class,
            _ ->
                new Refusal.Unavailable(
                    "the log did not take it in time; it may still take effect", SOON));
  }

  private Inlet inlet(Call call) {
    String name = call.path(INLET, word -> word, Refusal.NotFound::new);
    return inlets.named(name).orElseThrow(() -> new Refusal.NotFound("there is no such inlet"));
  }

  private static Answer answer(Inlet inlet) {
    return Answer.ok(InletBody.of(inlet.status()));
  }
}

package io.anteroom.inlets.message;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;

/** What both ways over HTTP have in common: finding the inlet, and waiting off the event loop. */
final class Door implements AutoCloseable {

  /** What stops a message seldom passes within a second. */
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Inlets inlets;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Door(Inlets inlets) {
    this.inlets = inlets;
  }

  /**
   * The inlet that a call is for.
   *
   * @throws Refusal.NotFound if there is none of that name that takes messages
   */
  Inlet inlet(Call call) {
    String name = call.path("inlet", word -> word, Refusal.NotFound::new);
    return inlets
        .named(name)
        .filter(inlet -> inlet.plan().takesMessages())
        .orElseThrow(() -> new Refusal.NotFound("there is no such inlet that takes messages"));
  }

  /** Answers as soon as the work is done; its refusals become those of the call. */
  Mono<Answer> answer(Callable<Answer> work) {
    return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> done(work), threads), true);
  }

  private static Answer done(Callable<Answer> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  static Refusal later(String why) {
    return new Refusal.Unavailable(why, LATER);
  }

  /** Interrupts what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}

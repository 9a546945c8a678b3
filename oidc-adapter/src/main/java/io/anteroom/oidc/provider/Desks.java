package io.anteroom.oidc.provider;

import io.anteroom.edge.Answer;
import io.anteroom.edge.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Where calls are worked on that have to wait for others, such as the private API or the log: each
 * on a thread of its own, and so many at once. Whoever comes when all desks are taken is asked to
 * come again.
 */
public final class Desks implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * All of them are free.
   *
   * @param number how many there are
   */
  public Desks(int number) {
    this.free = new Semaphore(number);
  }

  /**
   * Answers as soon as the work is done, which goes on if the caller hangs up; its refusals become
   * those of the call. Fails with a {@link Refusal.Unavailable} if no desk is free.
   */
  public Mono<Answer> answer(Supplier<Answer> work) {
    return Mono.defer(() -> {
      if (!free.tryAcquire()) {
        return Mono.error(new Refusal.Unavailable("too many are logging in at once", SOON));
      }
      return Mono.fromFuture(
          CompletableFuture.supplyAsync(work, threads).whenComplete((_, _) -> free.release()),
          true);
    });
  }

  /** Interrupts what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}

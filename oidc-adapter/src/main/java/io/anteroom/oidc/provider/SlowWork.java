package io.anteroom.oidc.provider;

import io.anteroom.edge.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Answers that take waiting for others: each is made on a virtual thread of its own, and only so
 * many at a time. Who comes on top is told so at once, and costs no memory.
 */
public final class SlowWork implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free;

  /** Nothing to do yet, and never more than so much at a time. */
  public SlowWork(int mostAtOnce) {
    this.free = new Semaphore(mostAtOnce);
  }

  /**
   * Has an answer made. That goes on to its end also if the caller hangs up: what it changes for
   * him is changed, and he may come again.
   *
   * @param work makes it, and may wait
   * @param otherwise says that there is too much to do; must not wait
   */
  public Mono<Answer> answer(Supplier<Answer> work, Supplier<Answer> otherwise) {
    if (!free.tryAcquire()) {
      return Mono.fromSupplier(otherwise);
    }
    return Mono.fromFuture(
        CompletableFuture.supplyAsync(work, threads).whenComplete((_, _) -> free.release()), true);
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}

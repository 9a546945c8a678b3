package io.anteroom.edge;

import reactor.core.publisher.Mono;

/** What one method of one path does. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers a call, without blocking: it runs on an event loop.
   *
   * @throws Refusal to refuse at once; an error of the {@code Mono} does the same
   */
  Mono<Answer> answer(Call call);
}

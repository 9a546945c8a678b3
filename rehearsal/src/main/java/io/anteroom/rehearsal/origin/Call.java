package io.anteroom.rehearsal.origin;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call under way: its request, the connection that carries it, and the answer to come. */
final class Call {

  private final Request request;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private volatile @Nullable Exchange carrier;

  Call(Request request) {
    this.request = request;
  }

  Request request() {
    return request;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  void carriedBy(Exchange exchange) {
    carrier = exchange;
  }

  void fail(String what, boolean sent) {
    answer.completeExceptionally(new UnansweredException(what, sent));
  }

  /** Whether the request may have left. */
  boolean isCarried() {
    return carrier != null;
  }

  /** Nobody waits any longer; says whether that was in time, before the answer. */
  boolean abandon() {
    boolean inTime = answer.cancel(false);
    Exchange exchange = carrier;
    if (inTime && exchange != null) {
      exchange.drop(this);
    }
    return inTime;
  }
}

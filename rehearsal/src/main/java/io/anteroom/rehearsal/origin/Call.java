package io.anteroom.rehearsal.origin;

import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call under way: its request, the connection that carries it, and the answer to come. */
final class Call {

  private final Request request;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private volatile @Nullable Channel carrier;

  Call(Request request) {
    this.request = request;
  }

  Request request() {
    return request;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  void carriedBy(Channel channel) {
    carrier = channel;
  }

  void fail(String what, boolean sent) {
    answer.completeExceptionally(new UnansweredException(what, sent));
  }

  /** Nobody waits any longer. Says whether the request may have left. */
  boolean abandon() {
    answer.cancel(false);
    Channel channel = carrier;
    if (channel == null) {
      return false;
    }
    // The answer may still come, and would be taken for that of the next call.
    var _ = channel.close();
    return true;
  }
}

package io.anteroom.edge;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** A request's body in the making: read whole, and never more of it than allowed. */
final class RequestBody {

  /** The longest body, in bytes: the contract's bound. */
  static final int MAX_LENGTH = 8 * 1024;

  static final byte[] NONE = {};

  /** Where the sender does not say how much will come: about what a join or a claim takes. */
  private static final int USUAL_LENGTH = 256;

  private byte[] bytes;
  private int length;

  private RequestBody(int capacity) {
    this.bytes = new byte[capacity];
  }

  static boolean isAnnounced(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
  }

  /**
   * Reads the body; fails with a refusal if it is too long, takes too long or is cut short. The
   * server's own limit on time keeps something for each request, also those without a body, until
   * that time is over: hundreds of megabytes at tens of thousands of requests a second.
   */
  static Mono<byte[]> of(HttpServerRequest request, Duration timeout) {
    // The decoder has already refused a length that is no number.
    String announced = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    long expected = announced == null ? USUAL_LENGTH : Long.parseLong(announced);
    if (expected > MAX_LENGTH) {
      return Mono.error(new Refusal.TooLarge());
    }
    return request
        .receive()
        .collect(() -> new RequestBody((int) expected), RequestBody::take)
        .map(RequestBody::bytes)
        .timeout(timeout)
        .onErrorMap(fault -> fault instanceof Refusal ? fault : new Refusal.BodyCutShort());
  }

  private void take(ByteBuf part) {
    int end = length + part.readableBytes();
    if (end > MAX_LENGTH) {
      throw new Refusal.TooLarge();
    }
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, Math.min(2 * bytes.length, MAX_LENGTH)));
    }
    part.readBytes(bytes, length, end - length);
    length = end;
  }

  private byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}

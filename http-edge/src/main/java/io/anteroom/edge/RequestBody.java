package io.anteroom.edge;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** A request's body in the making: read whole, and never more of it than allowed. */
final class RequestBody {

  static final byte[] NONE = {};

  /** Where the sender does not say how much will come: about what a join or a claim takes. */
  private static final int USUAL_LENGTH = 256;

  /** A slow line of a server has 8 Mbit/s; long bodies get the time that they need on it. */
  private static final int BYTES_PER_SECOND = 1024 * 1024;

  private final Body rule;
  private final Allowance.Share share;

  /** How much the sender says will come; empty if he does not say. */
  private final OptionalInt announced;

  private byte[] bytes;
  private int length;

  private RequestBody(Body rule, Allowance.Share share, OptionalInt announced) {
    this.rule = rule;
    this.share = share;
    this.announced = announced;
    this.bytes = new byte[Math.min(announced.orElse(USUAL_LENGTH), Body.SHORT)];
  }

  static boolean isAnnounced(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.CONTENT_LENGTH)
        || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
  }

  /**
   * Reads the body; fails with a refusal if it is too long, takes too long or is cut short. The
   * server's own limit on time keeps something for each request, also those without a body, until
   * that time is over: hundreds of megabytes at tens of thousands of requests a second.
   *
   * @param share pays for a long body
   */
  static Mono<byte[]> of(
      HttpServerRequest request, Body rule, Allowance.Share share, Duration timeout) {
    String length = request.requestHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
    // The decoder has already refused a length that is no number.
    if (length != null && Long.parseLong(length) > rule.maxLength()) {
      return Mono.error(new Refusal.TooLarge(rule.maxLength()));
    }
    OptionalInt announced =
        length == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(length));
    return request
        .receive()
        .collect(() -> new RequestBody(rule, share, announced), RequestBody::take)
        .map(RequestBody::bytes)
        .timeout(timeout.plusSeconds(announced.orElse(rule.maxLength()) / BYTES_PER_SECOND))
        .onErrorMap(fault -> fault instanceof Refusal ? fault : new Refusal.BodyCutShort());
  }

  private void take(ByteBuf part) {
    int end = length + part.readableBytes();
    if (end > rule.maxLength()) {
      throw new Refusal.TooLarge(rule.maxLength());
    }
    if (end > bytes.length) {
      growTo(end);
    }
    part.readBytes(bytes, length, end - length);
    length = end;
  }

  /** Whoever says how much will come gets room for all of it, once he has sent a little. */
  private void growTo(int end) {
    int doubled = Math.min(2 * bytes.length, rule.maxLength());
    int capacity = Math.max(end, announced.orElse(doubled));
    if (capacity > Body.SHORT) {
      share.growTo(capacity);
    }
    bytes = Arrays.copyOf(bytes, capacity);
  }

  private byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}

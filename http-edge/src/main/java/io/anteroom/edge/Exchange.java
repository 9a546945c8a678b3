package io.anteroom.edge;

import io.anteroom.edge.Face.Route;
import io.anteroom.edge.Paths.Found;
import io.anteroom.edge.Paths.Mounted;
import io.anteroom.edge.signature.SignedRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** One request and its answer, from the first look at the path to the last byte. */
final class Exchange {

  /** RFC 9110 section 5.6.7: two digits for the day, which the JDK's own format does without. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Origin origin;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Limits limits;
  private final Channel channel;
  private final String path;
  private final String rawQuery;
  private final long beganNanos = System.nanoTime();
  private CallMeters meters;
  private Sites sites;

  /** As long as nobody has read an announced body, the connection is no good for a next request. */
  private boolean bodyPending;

  Exchange(
      Origin origin,
      HttpServerRequest request,
      HttpServerResponse response,
      Limits limits,
      Sites anywhere,
      CallMeters strays) {
    this.origin = origin;
    this.request = request;
    this.response = response;
    this.limits = limits;
    this.meters = strays;
    this.sites = anywhere;
    this.channel = channelOf(request);
    String target = request.uri();
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    this.bodyPending = RequestBody.isAnnounced(request.requestHeaders());
  }

  private static Channel channelOf(HttpServerRequest request) {
    Channel[] channel = new Channel[1];
    request.withConnection(connection -> channel[0] = connection.channel());
    return channel[0];
  }

  /** The path as it was sent: no decoding, so that nothing can be hidden in it. */
  String path() {
    return path;
  }

  HttpMethod method() {
    return request.method();
  }

  /** Says whether the page that may be calling may call what was found, and read the answer. */
  boolean isOpenToItsPage(Optional<Found> found) {
    found.ifPresent(known -> sites = known.sites());
    return sites.include(request.requestHeaders());
  }

  Mono<Answer> handOver(Mounted mounted, Optional<String> word) {
    meters = mounted.meters();
    Route route = mounted.route();
    if (route.access() instanceof PublicAccess access
        && !access.admits(request.requestHeaders().getAll(PublicAccess.HEADER))) {
      throw new Refusal.WrongOriginKey();
    }
    if (!bodyPending) {
      return handOver(route, word, RequestBody.NONE);
    }
    return route.body().mayBeLong()
        ? readLong(route, word)
        : read(route, route.body().share()).flatMap(body -> handOver(route, word, body));
  }

  /** Holds its share while it reads; the endpoint holds it from then on. */
  private Mono<Answer> readLong(Route route, Optional<String> word) {
    if (route.access() instanceof PrivateAccess access
        && !access.mayAdmit(signedRequest(RequestBody.NONE))) {
      throw new Refusal.Forbidden();
    }
    route.body().checkHead(call(route, word, RequestBody.NONE));
    route.body().requireType(contentType());
    return Mono.using(
        () -> route.body().share(),
        share ->
            read(route, share)
                .flatMap(body -> toItsEnd(() -> handOver(route, word, body), share.handOn())),
        Allowance.Share::giveBack);
  }

  private Mono<byte[]> read(Route route, Allowance.Share share) {
    return RequestBody.of(request, route.body(), share, limits.body())
        .doOnNext(_ -> bodyPending = false);
  }

  /**
   * Holds a share until the answer is made, also if the caller hangs up meanwhile: the body is in
   * memory for as long as somebody works on it.
   */
  private static Mono<Answer> toItsEnd(Supplier<Mono<Answer>> work, Allowance.Share share) {
    return Mono.fromFuture(
        Mono.defer(work).toFuture().whenComplete((_, _) -> share.giveBack()), true);
  }

  private Mono<Answer> handOver(Route route, Optional<String> word, byte[] body) {
    if (route.access() instanceof PrivateAccess access && !access.admits(signedRequest(body))) {
      throw new Refusal.Forbidden();
    }
    if (method().equals(HttpMethod.POST) || method().equals(HttpMethod.PUT)) {
      route.body().requireType(contentType());
    }
    return route.endpoint().answer(call(route, word, body));
  }

  private Call call(Route route, Optional<String> word, byte[] body) {
    return new Call(route, method(), word, path, rawQuery, request.requestHeaders(), body);
  }

  private @Nullable String contentType() {
    return request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE);
  }

  private SignedRequest signedRequest(byte[] body) {
    HttpHeaders headers = request.requestHeaders();
    return new SignedRequest(method().name(), path, rawQuery, headers::getAll, body);
  }

  /**
   * Sends the answer from the connection's own thread, whichever thread it was made on: sent from
   * another, every few thousandth answer leaves the connection deaf for the next request.
   */
  Mono<Void> send(Answer made) {
    EventLoop loop = channel.eventLoop();
    return loop.inEventLoop()
        ? write(made)
        : Mono.<Answer>create(sink -> loop.execute(() -> sink.success(made))).flatMap(this::write);
  }

  private Mono<Void> write(Answer made) {
    Answer answer = isHeldAlready(made) ? made.unchanged() : made;
    meters.record(answer.status(), System.nanoTime() - beganNanos);
    response.status(answer.status());
    HttpHeaders headers = response.responseHeaders();
    headers.set(HttpHeaderNames.CACHE_CONTROL, answer.caching());
    answer.tag().ifPresent(tag -> headers.set(HttpHeaderNames.ETAG, tag));
    answer.headers().forEach(headers::set);
    if (origin == Origin.PRIVATE) { // signers whose clock is wrong set it right by this
      headers.set(HttpHeaderNames.DATE, HTTP_DATE.format(Instant.now()));
    }
    sites.tell(request.requestHeaders(), headers);
    if (bodyPending) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      limits.closing().prepare(channel);
    }
    return sendBody(answer, headers);
  }

  private Mono<Void> sendBody(Answer answer, HttpHeaders headers) {
    byte[] body = answer.body();
    if (answer.status() == 204 || answer.status() == 304) {
      return response.send();
    }
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (body.length == 0) {
      return response.send();
    }
    headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    if (method().equals(HttpMethod.HEAD)) {
      return response.send();
    }
    return response.sendObject(Unpooled.wrappedBuffer(body)).then();
  }

  private boolean isHeldAlready(Answer answer) {
    if (answer.tag().isEmpty()) {
      return false;
    }
    String held = request.requestHeaders().get(HttpHeaderNames.IF_NONE_MATCH, "");
    return held.equals("*") || held.contains(answer.tag().get());
  }
}

package io.anteroom.rehearsal.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection's calls, one after the other. */
final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {

  private final Connections connections;
  private volatile @Nullable Channel channel;

  /** Seen by the connection's own thread only. */
  private @Nullable Call current;

  Exchange(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  /** Sends a call; made when the connection stands and carries no other. */
  void start(Call call) {
    run(carrier -> begin(carrier, call));
  }

  private void begin(Channel carrier, Call call) {
    if (!carrier.isActive()) {
      call.fail("connection lost", false);
      return;
    }
    call.carriedBy(this);
    if (call.answer().isDone()) {
      connections.free(this);
      return;
    }
    current = call;
    carrier
        .writeAndFlush(encode(call.request()))
        .addListener(written -> {
          if (!written.isSuccess()) {
            call.fail("connection lost", true);
            var _ = carrier.close();
          }
        });
  }

  /** Nobody waits for a call any longer: its answer must not be taken for that of the next one. */
  void drop(Call call) {
    run(carrier -> {
      if (call.equals(current)) {
        var _ = carrier.close();
      }
    });
  }

  private void run(Consumer<Channel> task) {
    Channel carrier = Objects.requireNonNull(channel, "not connected");
    carrier.eventLoop().execute(() -> task.accept(carrier));
  }

  private DefaultFullHttpRequest encode(Request request) {
    Origin origin = connections.origin();
    ByteBuf body =
        request.body().isEmpty()
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(request.body().getBytes(StandardCharsets.UTF_8));
    var message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(request.method()),
            origin.prefix() + request.target(),
            body);
    connections.headers().forEach((name, value) -> message.headers().set(name, value));
    request.headers().forEach((name, value) -> message.headers().set(name, value));
    message.headers().set(HttpHeaderNames.HOST, origin.authority());
    if (body.isReadable()) {
      message.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return message;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    long now = System.nanoTime();
    Call call = current;
    current = null;
    if (call == null) {
      var _ = context.close();
      return;
    }
    call.answer()
        .complete(
            new Answer(
                response.status().code(),
                response.content().toString(StandardCharsets.UTF_8),
                retryAfter(response),
                Optional.ofNullable(response.headers().get(HttpHeaderNames.ETAG)),
                now));
    if (HttpUtil.isKeepAlive(response) && context.channel().isActive()) {
      connections.free(this);
    } else {
      var _ = context.close();
    }
  }

  /** In seconds (RFC 9110 section 10.2.3); a date is not worth its code here. */
  private static Optional<Duration> retryAfter(FullHttpResponse response) {
    String seconds = response.headers().get(HttpHeaderNames.RETRY_AFTER);
    if (seconds == null || !seconds.matches("\\d{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Call call = current;
    if (call != null) {
      call.fail("connection lost", true);
    }
    connections.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}

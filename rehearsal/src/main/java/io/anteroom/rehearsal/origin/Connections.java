package io.anteroom.rehearsal.origin;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Keep-alive connections to one origin. Each carries one call at a time; at most a fixed number is
 * open, and further calls wait for their turn. Their callers see that as time that passes, but a
 * call times out only by what its server does with it.
 *
 * <p>Straight on Netty: with 20,000 visitors polling from virtual threads a call costs half of what
 * it costs through reactor-netty, and a third of what it costs through the JDK's client, and the
 * crowd shares its machine with the server that it tries.
 */
public final class Connections implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The longest answer that we read, in bytes; the answers of a waiting room have about 3,000. */
  private static final int MAX_ANSWER = 64 * 1024;

  private final Origin origin;
  private final Map<String, String> headers;
  private final Duration timeout;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Bootstrap bootstrap;
  private final Optional<SslContext> tls;

  private final Semaphore turns;
  private final Deque<Exchange> idle = new ArrayDeque<>();

  /**
   * No connection yet.
   *
   * @param headers that every call carries beside its own
   * @param max how many may be open at once
   * @param timeout after which a call counts as unanswered
   */
  public Connections(Origin origin, Map<String, String> headers, int max, Duration timeout) {
    this.origin = origin;
    this.headers = headers;
    this.turns = new Semaphore(max, true);
    this.timeout = timeout;
    this.tls = origin.secure() ? Optional.of(tls()) : Optional.empty();
    this.bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
  }

  private static SslContext tls() {
    try {
      return SslContextBuilder.forClient().build();
    } catch (SSLException e) {
      throw new IllegalStateException("every Java platform speaks TLS", e);
    }
  }

  /** Where they lead. */
  public Origin origin() {
    return origin;
  }

  /** What every call carries. */
  Map<String, String> headers() {
    return headers;
  }

  /**
   * Makes a call and waits for the answer; made for virtual threads.
   *
   * @throws UnansweredException if there is none within the timeout
   */
  public Answer send(Request request) throws InterruptedException, UnansweredException {
    turns.acquire();
    try {
      Call call = new Call(request);
      dispatch(call);
      return await(call);
    } finally {
      turns.release();
    }
  }

  private Answer await(Call call) throws InterruptedException, UnansweredException {
    try {
      return call.answer().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      if (call.abandon()) {
        throw new UnansweredException("timeout", call.isCarried());
      }
      return await(call);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnansweredException unanswered) {
        throw unanswered;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      call.abandon();
      throw e;
    }
  }

  private void dispatch(Call call) {
    Optional<Exchange> free;
    synchronized (idle) {
      free = Optional.ofNullable(idle.pollLast());
    }
    if (free.isPresent()) {
      free.get().start(call);
    } else {
      connect(call);
    }
  }

  private void connect(Call call) {
    Exchange exchange = new Exchange(this);
    bootstrap
        .clone()
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                prepare(channel.pipeline(), exchange);
              }
            })
        .connect(origin.host(), origin.port())
        .addListener(connected -> {
          if (connected.isSuccess()) {
            exchange.start(call);
          } else {
            call.fail("no connection", false);
          }
        });
  }

  private void prepare(ChannelPipeline pipeline, Exchange exchange) {
    tls.ifPresent(context ->
        pipeline.addLast(
            context.newHandler(pipeline.channel().alloc(), origin.host(), origin.port())));
    pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER), exchange);
  }

  /** A connection can carry the next call. */
  void free(Exchange exchange) {
    synchronized (idle) {
      idle.addLast(exchange);
    }
  }

  /** A connection is gone. */
  void closed(Exchange exchange) {
    synchronized (idle) {
      idle.remove(exchange);
    }
  }

  /** Closes all connections; calls under way stay unanswered. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

package io.anteroom.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections in stages while their client may still send (RFC 9112 section 9.6): says that
 * nothing more will come, reads and drops what does, and closes when the client has closed. Closed
 * at once, what still arrives would be met with a reset, which takes the answer away from whoever
 * sends a whole body before he reads.
 */
final class LingeringClose {

  private static final String HANDLER = "lingering-close";

  /** Whoever reads his answer closes at once; who sends first has time for MiBs. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Some more than the longest body that any endpoint takes; to drop it costs next to nothing. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** Whoever wants to keep connections open from us has cheaper ways from here on. */
  private static final int MOST_AT_ONCE = 1024;

  private final Duration longest;
  private final int mostBytes;
  private final Semaphore places;
  private final Set<ChannelHandlerContext> lingering = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * Closes the connections of one server.
   *
   * @param longest how long the client of one may go on
   * @param mostBytes how much it may send
   * @param mostAtOnce how many may be in the middle of it; all others are closed at once
   */
  LingeringClose(Duration longest, int mostBytes, int mostAtOnce) {
    this.longest = longest;
    this.mostBytes = mostBytes;
    this.places = new Semaphore(mostAtOnce);
  }

  /** With the bounds that servers have. */
  static LingeringClose usual() {
    return new LingeringClose(LONGEST, MOST_BYTES, MOST_AT_ONCE);
  }

  /** Has this connection closed in stages as soon as it is closed; called on its own thread. */
  void prepare(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(HANDLER) == null) {
      pipeline.addFirst(HANDLER, new Stages());
    }
  }

  /** Closes at once what lingers, and what comes: the server stops. */
  void end() {
    over = true;
    lingering.forEach(LingeringClose::hangUp);
  }

  private static void hangUp(ChannelHandlerContext context) {
    var _ = context.close();
  }

  /** Stands before all else that reads, so that what is dropped costs no more than its bytes. */
  private final class Stages extends ChannelDuplexHandler {

    private boolean lingers;
    private long dropped;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
      Channel channel = context.channel();
      if (!lingers && !begin(context)) {
        var _ = context.close(promise);
        return;
      }
      channel.closeFuture().addListener(_ -> promise.trySuccess());
    }

    private boolean begin(ChannelHandlerContext context) {
      if (!(context.channel() instanceof DuplexChannel channel)
          || !channel.isActive()
          || over
          || !places.tryAcquire()) {
        return false;
      }
      lingers = true;
      lingering.add(context);
      ScheduledFuture<?> deadline =
          context
              .executor()
              .schedule(() -> hangUp(context), longest.toMillis(), TimeUnit.MILLISECONDS);
      channel
          .closeFuture()
          .addListener(_ -> {
            deadline.cancel(false);
            lingering.remove(context);
            places.release();
          });
      var _ = channel.shutdownOutput();
      channel.config().setAutoRead(true);
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (!lingers) {
        context.fireChannelRead(message);
        return;
      }
      dropped += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
      ReferenceCountUtil.release(message);
      if (dropped > mostBytes) {
        hangUp(context);
      }
    }

    /** A client that hangs up now is no event: it has been answered. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
      if (lingers) {
        hangUp(context);
      } else {
        context.fireExceptionCaught(fault);
      }
    }
  }
}

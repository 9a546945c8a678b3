package io.anteroom.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** One port of one origin, with any number of faces behind it. Runs from start to close. */
public final class EdgeServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EdgeServer.class);

  /** Our longest path and query take under 300 bytes, a signature's headers under 1 KiB. */
  private static final int MAX_REQUEST_LINE = 4 * 1024;

  /** OpenID clients put what they like into their requests; as much as a form may hold. */
  private static final int MAX_OPENID_REQUEST_LINE = Body.SHORT + 1024;

  private static final int MAX_HEADERS = 16 * 1024;

  /** How long open requests may go on when the server stops. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** Connections that wait for an accept: a burst's first second. The kernel may cap it. */
  private static final int BACKLOG = 4096;

  static {
    // Whoever has hung up is not told how it ended; that is no event for an operator.
    Hooks.onErrorDropped(
        fault -> log.debug("nobody waits for this failure any more: {}", fault.toString()));
  }

  private final DisposableServer server;

  private final LingeringClose closing;

  private EdgeServer(DisposableServer server, LingeringClose closing) {
    this.server = server;
    this.closing = closing;
  }

  /**
   * Opens a port on every address of this machine, whose calls nobody measures.
   *
   * @param port 1 to 65535, or 0 for any that is free
   * @throws IllegalStateException if the port is taken or may not be used
   */
  public static EdgeServer start(Origin origin, int port, Collection<Face> faces) {
    return start(origin, new InetSocketAddress(port), faces, new CompositeMeterRegistry());
  }

  /**
   * Opens a port on one address of this machine, or on every one.
   *
   * @param meters told of each call
   * @throws IllegalStateException if it is taken or may not be used
   */
  public static EdgeServer start(
      Origin origin, InetSocketAddress address, Collection<Face> faces, MeterRegistry meters) {
    return start(origin, address, faces, meters, Limits.usual());
  }

  static EdgeServer start(
      Origin origin,
      InetSocketAddress address,
      Collection<Face> faces,
      MeterRegistry meters,
      Limits limits) {
    ProtocolErrors words = new ProtocolErrors(origin, limits.closing());
    try {
      DisposableServer server =
          HttpServer.create()
              .bindAddress(() -> address)
              .option(ChannelOption.SO_BACKLOG, BACKLOG)
              .channelGroup(new DefaultChannelGroup(GlobalEventExecutor.INSTANCE))
              .httpRequestDecoder(spec ->
                  spec.maxInitialLineLength(maxRequestLine(origin)).maxHeaderSize(MAX_HEADERS))
              .doOnChannelInit((_, channel, _) ->
                  channel
                      .pipeline()
                      .addBefore(NettyPipeline.HttpTrafficHandler, "protocol-errors", words))
              .idleTimeout(limits.head())
              .handle(new Router(origin, faces, limits, meters))
              .bindNow();
      log.info("{} origin on port {}", origin, server.port());
      return new EdgeServer(server, limits.closing());
    } catch (ChannelBindException e) {
      throw new IllegalStateException(
          "Port "
              + address.getPort()
              + " for the "
              + origin
              + " origin can't be used: "
              + reason(e)
              + "; choose another with "
              + setting(origin),
          e);
    }
  }

  private static int maxRequestLine(Origin origin) {
    return origin == Origin.OIDC ? MAX_OPENID_REQUEST_LINE : MAX_REQUEST_LINE;
  }

  private static String setting(Origin origin) {
    String property =
        switch (origin) {
          case PUBLIC -> "public-port";
          case OIDC -> "oidc.port";
          case PRIVATE -> "private-port";
          case MANAGEMENT -> "management-port";
        };
    return "anteroom.%s (ANTEROOM_%s_PORT)".formatted(property, origin);
  }

  private static String reason(ChannelBindException e) {
    String cause =
        String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    return cause.contains("in use") ? "another program has it" : cause;
  }

  /** The port, also where 0 was asked for. */
  public int port() {
    return server.port();
  }

  /** Takes no more connections, lets open requests end, then closes. Waits for nobody answered. */
  @Override
  public void close() {
    closing.end();
    server.disposeNow(STOP_TIMEOUT);
  }
}

package io.anteroom.edge;

import static io.netty.handler.codec.http.HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.Locale;
import java.util.Map;

/**
 * Gives words to what the server itself answers, before any router: to heads that are too long, or
 * that are no HTTP. Knows those answers by the lack of a header that all of ours have. Which page
 * sent such a head is not known, so a control panel elsewhere may not read them, and takes them for
 * an outage; it sends none. For the same reason they have no date for a panel to set clocks by.
 */
@Sharable
final class ProtocolErrors extends ChannelOutboundHandlerAdapter {

  private final Origin origin;
  private final LingeringClose closing;

  ProtocolErrors(Origin origin, LingeringClose closing) {
    this.origin = origin;
    this.closing = closing;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof FullHttpResponse response && isBareError(response)) {
      closing.prepare(context.channel());
      var _ = context.write(worded(response), promise);
    } else {
      var _ = context.write(message, promise);
    }
  }

  private static boolean isBareError(FullHttpResponse response) {
    return response.status().codeClass() == HttpStatusClass.CLIENT_ERROR
        && !response.headers().contains(CACHE_CONTROL);
  }

  private FullHttpResponse worded(FullHttpResponse bare) {
    HttpResponseStatus status = bare.status();
    byte[] body = Json.write(Map.of("error", status.reasonPhrase().toLowerCase(Locale.ROOT)));
    FullHttpResponse worded =
        new DefaultFullHttpResponse(bare.protocolVersion(), status, Unpooled.wrappedBuffer(body));
    worded.headers().set(bare.headers());
    worded.headers().set(CONTENT_TYPE, "application/json").set(CACHE_CONTROL, "no-store");
    worded.headers().setInt(CONTENT_LENGTH, body.length);
    if (origin == Origin.PUBLIC) {
      worded.headers().set(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    bare.release();
    return worded;
  }
}

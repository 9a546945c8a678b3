package io.anteroom.readmodel;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.redisson.client.codec.BaseCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.Decoder;
import org.redisson.client.protocol.Encoder;

/**
 * UTF-8 in plain memory. Redisson does not give back the pooled buffers of a batch that it could
 * not send, so with its own codec each look at a Redis that is away would cost some memory for
 * good.
 */
final class HeapTextCodec extends BaseCodec {

  static final HeapTextCodec INSTANCE = new HeapTextCodec();

  private HeapTextCodec() {}

  @Override
  public Decoder<Object> getValueDecoder() {
    return StringCodec.INSTANCE.getValueDecoder();
  }

  @Override
  public Encoder getValueEncoder() {
    return text -> Unpooled.wrappedBuffer(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}

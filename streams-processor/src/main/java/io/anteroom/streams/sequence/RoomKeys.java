package io.anteroom.streams.sequence;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys of the state stores.
 *
 * <pre>
 *   room:   length of the name (1) | name
 *   place:  length of the name (1) | name | generation (4) | partition (2) | offset (8)
 *   value:  length of the name (1) | name | generation (4) | number or second (8)
 *   answer: length of the name (1) | name | key of the call
 *   answered: milliseconds (8) | key of the answer
 * </pre>
 *
 * <p>Numbers are big-endian and never negative, so keys of one room lie in the order of generation,
 * partition and offset. The length comes first, so that no key of a room can lie between those of
 * another whose name only begins the same.
 */
final class RoomKeys {

  private RoomKeys() {}

  static Bytes room(EventId eventId) {
    byte[] name = bytes(eventId);
    byte[] key = new byte[1 + name.length];
    start(key, name);
    return Bytes.wrap(key);
  }

  static Bytes place(EventId eventId, Generation generation, Place place) {
    byte[] name = bytes(eventId);
    byte[] key = new byte[1 + name.length + Integer.BYTES + Short.BYTES + Long.BYTES];
    start(key, name)
        .putInt(generation.value())
        .putShort((short) place.partition())
        .putLong(place.offset());
    return Bytes.wrap(key);
  }

  static Bytes value(EventId eventId, Generation generation, long value) {
    byte[] name = bytes(eventId);
    byte[] key = new byte[1 + name.length + Integer.BYTES + Long.BYTES];
    start(key, name).putInt(generation.value()).putLong(value);
    return Bytes.wrap(key);
  }

  /** Below every key of a generation and above those of the one before it. */
  static Bytes generation(EventId eventId, int generation) {
    byte[] name = bytes(eventId);
    byte[] key = new byte[1 + name.length + Integer.BYTES];
    start(key, name).putInt(generation);
    return Bytes.wrap(key);
  }

  static Bytes answer(EventId eventId, String call) {
    byte[] name = bytes(eventId);
    byte[] tail = call.getBytes(StandardCharsets.US_ASCII);
    byte[] key = new byte[1 + name.length + tail.length];
    start(key, name).put(tail);
    return Bytes.wrap(key);
  }

  static Bytes answered(long millis, byte[] answer) {
    byte[] key = new byte[Long.BYTES + answer.length];
    ByteBuffer.wrap(key).putLong(millis).put(answer);
    return Bytes.wrap(key);
  }

  /** The key of the answer in a key of what was answered. */
  static Bytes answerOf(Bytes answered) {
    byte[] key = answered.get();
    return Bytes.wrap(Arrays.copyOfRange(key, Long.BYTES, key.length));
  }

  private static ByteBuffer start(byte[] key, byte[] name) {
    return ByteBuffer.wrap(key).put((byte) name.length).put(name);
  }

  private static byte[] bytes(EventId eventId) {
    return eventId.value().getBytes(StandardCharsets.US_ASCII);
  }
}

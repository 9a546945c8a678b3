package io.anteroom.domain.ticket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;

/**
 * Turns a {@link Ticket} into a {@link RequestId} and back: one AES-128 block, nothing stored.
 *
 * <pre>
 *  127  124 123 120 119            88 87      76 75                 32 31             0
 * +--------+-------+----------------+----------+---------------------+----------------+
 * | format | flags | event tag (32) | partition|     offset (44)     | holder tag (32)|
 * |  (4)   |  (4)  |                |   (12)   |                     |                |
 * +--------+-------+----------------+----------+---------------------+----------------+
 * </pre>
 *
 * <p>A guess is refused with odds of 2^40 to 1: format, flags and event tag must all be right. New
 * ids are made with the current key; ids of the previous key still open, so that the key can be
 * changed while people wait. Safe for use by many threads.
 */
public final class TicketCodec {

  private static final long FORMAT = 1;
  private static final long NO_FLAGS = 0;
  private static final int BLOCK = 16;
  private static final long LOW_32 = 0xFFFF_FFFFL;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final TicketKey current;
  private final Optional<TicketKey> previous;
  private final ThreadLocal<Ciphers> ciphers = ThreadLocal.withInitial(this::newCiphers);

  /** A codec with one key. */
  public TicketCodec(TicketKey current) {
    this(current, Optional.empty());
  }

  /** A codec in the middle of a change of keys. */
  public TicketCodec(TicketKey current, Optional<TicketKey> previous) {
    this.current = current;
    this.previous = previous;
  }

  /** Seals a ticket with the current key. */
  public RequestId seal(Ticket ticket) {
    long tag = ticket.eventTag().bits() & LOW_32;
    long offset = ticket.place().offset();
    long high =
        FORMAT << 60
            | NO_FLAGS << 56
            | tag << 24
            | (long) ticket.place().partition() << 12
            | offset >>> 32;
    long low = offset << 32 | (ticket.holder().bits() & LOW_32);
    return transform(ciphers.get().seal, new RequestId(high, low));
  }

  /** Opens an id of a known room; empty if it was not made here, or for another room. */
  public Optional<Ticket> open(RequestId id, EventTag eventTag) {
    for (Cipher cipher : ciphers.get().open) {
      RequestId block = transform(cipher, id);
      if (block.high() >>> 24 == (FORMAT << 36 | NO_FLAGS << 32 | (eventTag.bits() & LOW_32))) {
        return Optional.of(read(block, eventTag));
      }
    }
    return Optional.empty();
  }

  private static Ticket read(RequestId block, EventTag eventTag) {
    int partition = (int) (block.high() >>> 12) & Place.MAX_PARTITION;
    long offset = (block.high() & 0xFFF) << 32 | block.low() >>> 32;
    return new Ticket(eventTag, new Place(partition, offset), new HolderTag((int) block.low()));
  }

  private static RequestId transform(Cipher cipher, RequestId id) {
    byte[] block = new byte[BLOCK];
    LONGS.set(block, 0, id.high());
    LONGS.set(block, 8, id.low());
    try {
      cipher.doFinal(block, 0, BLOCK, block, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("one whole block always fits", e);
    }
    return new RequestId((long) LONGS.get(block, 0), (long) LONGS.get(block, 8));
  }

  private Ciphers newCiphers() {
    return new Ciphers(
        cipher(Cipher.ENCRYPT_MODE, current),
        Stream.concat(Stream.of(current), previous.stream())
            .map(key -> cipher(Cipher.DECRYPT_MODE, key))
            .toArray(Cipher[]::new));
  }

  private static Cipher cipher(int mode, TicketKey key) {
    try {
      // A single block under its own format: there is nothing for a mode of operation to chain.
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, key.secret());
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES", e);
    }
  }

  /** A thread's own ciphers: a Cipher has state and may not be shared. */
  private static final class Ciphers {
    final Cipher seal;
    final Cipher[] open;

    Ciphers(Cipher seal, Cipher[] open) {
      this.seal = seal;
      this.open = open;
    }
  }
}

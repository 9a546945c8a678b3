package io.anteroom.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketCodecTest {

  private static final String KEY = "000102030405060708090a0b0c0d0e0f";
  private static final TicketKey FIRST = TicketKey.ofHex(KEY);
  private static final TicketKey SECOND = TicketKey.ofHex("f0e0d0c0b0a090807060504030201000");
  private static final TicketKey THIRD = TicketKey.ofHex("00112233445566778899aabbccddeeff");
  private static final EventTag SAMPLE = EventTag.of(new EventId("Sample"));
  private static final EventTag OTHER = EventTag.of(new EventId("Other"));

  private final TicketCodec codec = new TicketCodec(FIRST);
  private final SplittableRandom random = new SplittableRandom(20261120);

  @Test
  void opensWhatItSealed() {
    for (int i = 0; i < 20_000; i++) {
      Ticket ticket = anyTicket();

      assertThat(codec.open(codec.seal(ticket), ticket.eventTag())).contains(ticket);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "-1, 4095, 17592186044415, -1",
    "-2147483648, 0, 0, 0",
    "2147483647, 0, 0, 0",
    "0, 4095, 0, 0",
    "0, 0, 17592186044415, 0",
    "0, 0, 4294967295, 0",
    "0, 0, 4294967296, 0",
    "0, 0, 0, -1",
    "0, 0, 0, -2147483648"
  })
  void keepsEachFieldAtItsBounds(int eventTag, int partition, long offset, int holder) {
    EventTag tag = new EventTag(eventTag);
    Ticket ticket = new Ticket(tag, new Place(partition, offset), new HolderTag(holder));

    assertThat(codec.open(codec.seal(ticket), tag)).contains(ticket);
  }

  @Test
  void aSingleFlippedBitIsNotOurs() {
    TicketCodec twoKeys = new TicketCodec(FIRST, Optional.of(SECOND));
    for (int i = 0; i < 100; i++) {
      RequestId id = twoKeys.seal(anyTicketOf(SAMPLE));
      for (int bit = 0; bit < 128; bit++) {
        RequestId flipped =
            bit < 64
                ? new RequestId(id.high(), id.low() ^ 1L << bit)
                : new RequestId(id.high() ^ 1L << (bit - 64), id.low());

        assertThat(twoKeys.open(flipped, SAMPLE)).as("bit %d of %s", bit, id).isEmpty();
      }
    }
  }

  @Test
  void aMillionRandomUuidsAreNotOurs() {
    TicketCodec twoKeys = new TicketCodec(FIRST, Optional.of(SECOND));
    long accepted = 0;
    for (int i = 0; i < 1_000_000; i++) {
      long high = (random.nextLong() & ~0xF000L) | 0x4000L; // version 4 of RFC 9562 section 5.4
      long low = (random.nextLong() & ~(0b11L << 62)) | (0b10L << 62);
      accepted += twoKeys.open(new RequestId(high, low), SAMPLE).isPresent() ? 1 : 0;
    }
    assertThat(accepted).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 5, 9, 15})
  void anotherFormatIsNotOurs(int format) throws Exception {
    assertThat(codec.open(sealedByHand(1, 0), SAMPLE)).isPresent();
    assertThat(codec.open(sealedByHand(format, 0), SAMPLE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 15})
  void aFlagThatNobodySetsIsNotOurs(int flags) throws Exception {
    assertThat(codec.open(sealedByHand(1, flags), SAMPLE)).isEmpty();
  }

  @Test
  void aTicketOfAnotherRoomIsNotOurs() {
    RequestId id = codec.seal(anyTicketOf(OTHER));

    assertThat(codec.open(id, SAMPLE)).isEmpty();
    assertThat(codec.open(id, OTHER)).isPresent();
  }

  @Test
  void everyBitOfTheRoomsTagCounts() {
    RequestId id = codec.seal(anyTicketOf(SAMPLE));
    for (int bit = 0; bit < 32; bit++) {
      assertThat(codec.open(id, new EventTag(SAMPLE.bits() ^ 1 << bit)))
          .as("bit %d", bit)
          .isEmpty();
    }
  }

  @Test
  void opensTicketsOfThePreviousKeyWhileKeysChange() {
    Ticket ticket = anyTicketOf(SAMPLE);
    RequestId old = new TicketCodec(FIRST).seal(ticket);

    assertThat(new TicketCodec(SECOND, Optional.of(FIRST)).open(old, SAMPLE)).contains(ticket);
    assertThat(new TicketCodec(SECOND).open(old, SAMPLE)).isEmpty();
    assertThat(new TicketCodec(THIRD, Optional.of(SECOND)).open(old, SAMPLE)).isEmpty();
  }

  @Test
  void sealsWithTheCurrentKey() {
    Ticket ticket = anyTicketOf(SAMPLE);

    RequestId id = new TicketCodec(SECOND, Optional.of(FIRST)).seal(ticket);

    assertThat(id).isEqualTo(new TicketCodec(SECOND).seal(ticket));
    assertThat(new TicketCodec(FIRST).open(id, SAMPLE)).isEmpty();
  }

  @Test
  void neighbouringPlacesHaveIdsThatShareNothingToGuessFrom() {
    RequestId one = codec.seal(Ticket.unbound(SAMPLE, new Place(0, 1000)));
    RequestId two = codec.seal(Ticket.unbound(SAMPLE, new Place(0, 1001)));

    int differing = Long.bitCount(one.high() ^ two.high()) + Long.bitCount(one.low() ^ two.low());
    assertThat(differing).isBetween(40, 88); // 64 on average, more than 4 sigma around it
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      SplittableRandom own = random.split();
      tasks.add(() -> {
        int wrong = 0;
        for (int i = 0; i < 10_000; i++) {
          Ticket ticket = anyTicketOf(SAMPLE, own);
          wrong += codec.open(codec.seal(ticket), SAMPLE).equals(Optional.of(ticket)) ? 0 : 1;
        }
        return wrong;
      });
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<Integer> wrong : threads.invokeAll(tasks)) {
        assertThat(wrong.get()).isZero();
      }
    }
  }

  private Ticket anyTicket() {
    return anyTicketOf(new EventTag(random.nextInt()));
  }

  private Ticket anyTicketOf(EventTag tag) {
    return anyTicketOf(tag, random);
  }

  private static Ticket anyTicketOf(EventTag tag, SplittableRandom random) {
    Place place =
        new Place(random.nextInt(Place.MAX_PARTITION + 1), random.nextLong(Place.MAX_OFFSET + 1));
    return new Ticket(tag, place, new HolderTag(random.nextInt()));
  }

  /** Builds the block digit by digit and encrypts it without the codec. */
  private static RequestId sealedByHand(int format, int flags) throws Exception {
    String block = "%x%x%08x%03x%011x%08x".formatted(format, flags, SAMPLE.bits(), 5, 77L, 0);
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"));
    String hex = HexFormat.of().formatHex(aes.doFinal(HexFormat.of().parseHex(block)));
    return new RequestId(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }
}

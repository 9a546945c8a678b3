package io.anteroom.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", ".", "_", "-", "..", "A-Z_0.9", "Sample"})
  void aRoomMayBeNamed(String name) {
    assertThat(EventId.isValid(name)).isTrue();
    assertThat(new EventId(name)).hasToString(name);
  }

  @Test
  void aRoomsNameHasAtMost128Characters() {
    assertThat(new EventId("x".repeat(128)).value()).hasSize(128);
    assertThatIllegalArgumentException().isThrownBy(() -> new EventId("x".repeat(129)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a/b",
        "a:b",
        "a{b}",
        "a\n",
        "a\u0000",
        "\u00e9",
        "\u0430",
        "a,b",
        "a%20",
        "@",
        "[",
        "`",
        "{",
        "\ud83d\ude00"
      })
  void aRoomMayNotBeNamed(String name) {
    assertThat(EventId.isValid(name)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EventId(name))
        .withMessageContaining("event_id must be 1 to 128 characters");
  }

  /** From {@code printf %s NAME | sha256sum | head -c 8}. */
  @ParameterizedTest
  @CsvSource({"Sample, 95a2f1ed", "sample, af2bdbe1", "a, ca978112", "A-Z_0.9, f9b4fbca"})
  void theTagOfARoomIsTheStartOfItsSha256(String name, String hex) {
    assertThat(EventTag.of(new EventId(name)).bits()).isEqualTo(Integer.parseUnsignedInt(hex, 16));
  }

  @Test
  void aPlaceHoldsItsBounds() {
    assertThat(new Place(0, 0)).hasToString("0-0");
    assertThat(new Place(4095, (1L << 44) - 1)).hasToString("4095-17592186044415");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "4096, 0", "0, -1", "0, 17592186044416", "2147483647, 0"})
  void aPlaceRefusesWhatIsOutOfBounds(int partition, long offset) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Place(partition, offset));
  }

  @Test
  void placesStandInTheOrderOfPartitionThenOffset() {
    List<Place> ordered =
        List.of(new Place(0, 0), new Place(0, 9), new Place(1, 0), new Place(2, Place.MAX_OFFSET));

    assertThat(Stream.of(ordered.get(3), ordered.get(1), ordered.get(2), ordered.get(0)).sorted())
        .isEqualTo(ordered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "000102030405060708090a0b0c0d0e",
        "000102030405060708090a0b0c0d0e0f00",
        "000102030405060708090a0b0c0d0e0g",
        " 00102030405060708090a0b0c0d0e0f"
      })
  void aKeyIsRefusedUnlessItIs32HexDigits(String hex) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TicketKey.ofHex(hex))
        .withMessage("a ticket key is written as 32 hex digits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 32})
  void aKeyIsRefusedUnlessItHas16Bytes(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> TicketKey.of(new byte[length]));
  }

  @Test
  void aKeyStaysAsItWasWhenItsBytesAreWiped() {
    byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    TicketKey key = TicketKey.of(bytes);
    Ticket ticket = Ticket.unbound(new EventTag(1), new Place(1, 1));
    RequestId before = new TicketCodec(key).seal(ticket);

    bytes[0] = 0;

    assertThat(new TicketCodec(key).seal(ticket)).isEqualTo(before);
  }

  @Test
  void aKeyNeverShowsItself() {
    assertThat(TicketKey.ofHex("000102030405060708090A0B0C0D0E0F"))
        .hasToString("TicketKey[hidden]");
  }
}

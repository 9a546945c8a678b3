package io.anteroom.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Tickets that people hold must open in every later version, so these rows are never changed. They
 * were not made by this code: each row can be checked with {@code openssl enc -aes-128-ecb -nopad}
 * over its block.
 */
class TicketVectorsTest {

  @ParameterizedTest
  @CsvFileSource(resources = "ticket-vectors.csv", useHeadersInDisplayName = true)
  void sealsAndOpensTheVector(
      String key,
      String eventId,
      int partition,
      long offset,
      String holder,
      String block,
      String requestId) {
    TicketCodec codec = new TicketCodec(TicketKey.ofHex(key));
    EventTag tag = EventTag.of(new EventId(eventId));
    Ticket ticket =
        new Ticket(
            tag, new Place(partition, offset), new HolderTag(HexFormat.fromHexDigits(holder)));

    assertThat(codec.seal(ticket)).hasToString(requestId);
    assertThat(codec.open(RequestId.parse(requestId), tag)).contains(ticket);
    assertThat(HexFormat.fromHexDigits(block, 2, 10)).isEqualTo(tag.bits());
  }
}

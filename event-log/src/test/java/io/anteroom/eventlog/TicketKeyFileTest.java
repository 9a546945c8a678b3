package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketKeyFileTest {

  private static final EventTag TAG = EventTag.of(new EventId("Sample"));
  private static final Ticket TICKET = Ticket.unbound(TAG, new Place(3, 17));
  private static final String OLD_KEY = "000102030405060708090a0b0c0d0e0f\n";
  private static final String NEW_KEY = "f0e0d0c0b0a090807060504030201000\n";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("keys").resolve("ticket.key");
  }

  @Test
  void makesAFileThatOnlyItsOwnerMayReadAndLeavesNothingBeside() throws IOException {
    TicketKeyFile.readOrGenerate(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void ticketsOfTheGeneratedKeyStillOpenAfterARestart() {
    var sealed = TicketKeyFile.readOrGenerate(file).seal(TICKET);

    assertThat(TicketKeyFile.readOrGenerate(file).open(sealed, TAG)).contains(TICKET);
    assertThat(TicketKeyFile.read(file).open(sealed, TAG)).contains(TICKET);
  }

  @Test
  void theSecondLineIsThePreviousKey() throws IOException {
    write(OLD_KEY);
    var before = TicketKeyFile.read(file).seal(TICKET);
    write(NEW_KEY + OLD_KEY);

    assertThat(TicketKeyFile.read(file).open(before, TAG)).contains(TICKET);
    assertThat(TicketKeyFile.read(file).seal(TICKET)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "0011", OLD_KEY + "x", OLD_KEY + OLD_KEY + NEW_KEY, "no key at all"})
  void aBrokenFileIsNamedAndLeftAlone(String content) throws IOException {
    write(content);

    assertThatThrownBy(() -> TicketKeyFile.readOrGenerate(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("ticket key file " + file);
    assertThat(file).hasContent(content);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> TicketKeyFile.read(file))
        .hasMessage("ticket key file " + file + " does not exist");
  }

  @Test
  void refusesAFileThatOthersMayRead() throws IOException {
    write(OLD_KEY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> TicketKeyFile.read(file))
        .hasMessageContaining("has mode rw-r-----")
        .hasMessageContaining("chmod 600");
  }

  private void write(String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }
}

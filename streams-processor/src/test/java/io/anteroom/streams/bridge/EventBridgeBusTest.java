package io.anteroom.streams.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBridgeBusTest {

  private final BusStub stub = new BusStub();
  private final EventBridgeBus bus =
      EventBridgeBus.at(
          new EventBusAddress("waiting-room", "eu-central-1", Optional.of(stub.url())),
          Pace.USUAL,
          1);
  private final List<Letter> letters = List.of(Decisions.letter(0, new Decisions("room").token(1)));

  @BeforeAll
  static void haveCredentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @AfterAll
  static void forgetCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @AfterEach
  void close() {
    bus.close();
    stub.close();
  }

  private Bus.Answer answerWith(String code) {
    stub.is(BusStub.refusing(_ -> code));
    return bus.put(letters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InternalFailure",
        "InternalException",
        "ServiceUnavailable",
        "ThrottlingException",
        "AccessDeniedException",
        "NotAuthorizedForDetailTypeException"
      })
  void postponesAnEntryWithWhichNothingIsWrong(String code) {
    assertThat(answerWith(code))
        .isEqualTo(new Bus.Answer.Taken(List.of(new Bus.Fate.Postponed(code + ": no"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MalformedDetail", "InvalidArgument", "of a later year"})
  void countsEverythingElseAsARefusal(String code) {
    assertThat(answerWith(code))
        .isEqualTo(new Bus.Answer.Taken(List.of(new Bus.Fate.Refused(code + ": no"))));
  }
}

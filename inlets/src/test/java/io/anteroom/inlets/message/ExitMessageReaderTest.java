package io.anteroom.inlets.message;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.RequestId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitMessageReaderTest {

  private static final String A = "0b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a52";
  private static final String B = "7c1e0a52-93d8-4f06-b5aa-2d4c8e91f370";
  private static final String C = "7fffffff-ffff-ffff-ffff-ffffffffffff";

  /** Single quotes stand for double ones, and {@code #A} for an id. */
  private static ExitMessage read(String text) throws UnreadableMessageException {
    String json = text.replace('\'', '"').replace("#A", A).replace("#B", B).replace("#C", C);
    return ExitMessageReader.read(json.getBytes(UTF_8));
  }

  private static List<RequestId> ids(String... ids) {
    return Stream.of(ids).map(RequestId::parse).toList();
  }

  @Test
  void hearsHowManyAndWhoHasLeft() throws Exception {
    ExitMessage message = read("{'exited': 5, 'completed': ['#A'], 'abandoned': ['#C', '#B']}");

    assertThat(message).isEqualTo(new ExitMessage(5, ids(A), ids(B, C), 0, 0));
    assertThat(message.unnamed()).isEqualTo(2);
  }

  @Test
  void countsNobodyTwiceWhoIsNamed() throws Exception {
    ExitMessage message = read("{'exited': 1, 'completed': ['#A'], 'abandoned': ['#C', '#B']}");

    assertThat(message.unnamed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'exited': null, 'completed': null, 'abandoned': null}",
        "{'completed': [], 'abandoned': []}",
        "{'departed': 7, 'complete': ['#A'], 'Exited': 1, 'nested': {'exited': 1, 'list': [[1]]}}",
        " \n{ }\t"
      })
  void takesAnythingMissingForNothing(String text) throws Exception {
    ExitMessage message = read(text);

    assertThat(message).isEqualTo(new ExitMessage(0, List.of(), List.of(), 0, 0));
    assertThat(message.namesSessions()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'exited': 0}                                      | 0                   | 0
          {'exited': 9223372036854775807}                    | 9223372036854775807 | 0
          {'exited': 1, 'exited': 2}                         | 2                   | 0
          {'exited': -1}                                     | 0                   | 1
          {'exited': 9223372036854775808}                    | 0                   | 1
          {'exited': 99999999999999999999999}                | 0                   | 1
          {'exited': 1.0}                                    | 0                   | 1
          {'exited': 1e3}                                    | 0                   | 1
          {'exited': '5'}                                    | 0                   | 1
          {'exited': true}                                   | 0                   | 1
          {'exited': [1]}                                    | 0                   | 1
          {'exited': {'exited': 1}}                          | 0                   | 1
          {'exited': 4, 'exited': 'x'}                       | 4                   | 1
          """)
  void countsWhatIsNoNumber(String text, long exited, long invalid) throws Exception {
    assertThat(read(text)).isEqualTo(new ExitMessage(exited, List.of(), List.of(), invalid, 0));
  }

  static Stream<String> entriesThatAreNoIds() {
    return Stream.of(
        "''",
        "'a'",
        "' #A'",
        "'#A '",
        "'{#A}'",
        "'0b34a0f59d0c46a18e0f3f5d8e1c7a52'",
        "'0b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a5'",
        "'0b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a52'".replace("5d8e", "5d8x"),
        "'0b34a0f5_9d0c_46a1_8e0f_3f5d8e1c7a52'",
        "'\u0660b34a0f5-9d0c-46a1-8e0f-3f5d8e1c7a5'",
        "'" + "x".repeat(100_000) + "'",
        "'\\ud800'",
        "null",
        "true",
        "1",
        "-0.5e-7",
        "9".repeat(500),
        "['#A']",
        "[['#A'], [['#A']]]",
        "{'completed': ['#A']}",
        "{}");
  }

  @ParameterizedTest
  @MethodSource("entriesThatAreNoIds")
  void leavesOutWhatIsNoId(String entry) throws Exception {
    ExitMessage message = read("{'completed': ['#B', " + entry + ", '#C'], 'exited': 2}");

    assertThat(message).isEqualTo(new ExitMessage(2, ids(B, C), List.of(), 1, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'#A'", "1", "{'#A': '#B'}", "true"})
  void leavesOutWhatIsNoList(String value) throws Exception {
    assertThat(read("{'completed': " + value + ", 'abandoned': ['#B']}"))
        .isEqualTo(new ExitMessage(0, List.of(), ids(B), 1, 0));
  }

  @Test
  void hearsEachIdOnceInWhateverLettersItIsWritten() throws Exception {
    ExitMessage message =
        read("{'completed': ['#A', '#B', '#A', '" + A.toUpperCase(Locale.ROOT) + "']}");

    assertThat(message).isEqualTo(new ExitMessage(0, ids(A, B), List.of(), 0, 2));
  }

  @Test
  void takesWhoIsSaidToHaveDoneBothForCompleted() throws Exception {
    ExitMessage message =
        read("{'abandoned': ['#A', '#B', '#B'], 'completed': ['#C', '#A'], 'abandoned': ['#C']}");

    assertThat(message).isEqualTo(new ExitMessage(0, ids(A, C), ids(B), 0, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "['#A']",
        "'{}'",
        "1",
        "{} {}",
        "{}x",
        "{'exited': 1",
        "{'exited': }",
        "{'exited': 01}",
        "{'exited': 1,}",
        "{'completed': ['#A'",
        "{'completed': ['#A',]}",
        "{'completed': ['#A}",
        "{exited: 1}",
        "{'exited': NaN}",
        "{'x': '\n'}",
        "{'x': '\\x'}",
        "<exited>1</exited>"
      })
  void refusesWhatIsNoJsonObject(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableMessageException.class);
  }

  @Test
  void refusesWhatIsNestedOrLongBeyondAllReason() {
    String deep = "{'x': " + "[".repeat(100) + "]".repeat(100) + "}";
    String text = "{'completed': ['" + "x".repeat(2 * 1024 * 1024) + "']}";

    for (String json : List.of(deep, text)) {
      assertThatThrownBy(() -> read(json))
          .isInstanceOf(UnreadableMessageException.class)
          .hasMessageContaining("nested too deep, or has a text or a number that is too long");
    }
  }

  @Test
  void refusesBytesThatAreNoText() {
    for (byte[] bytes : List.of(new byte[] {'{', '"', (byte) 0xC3, '"', '}'}, new byte[64])) {
      assertThatThrownBy(() -> ExitMessageReader.read(bytes))
          .isInstanceOf(UnreadableMessageException.class);
    }
  }

  @Test
  void readsJsonInAnotherUnicodeToo() throws Exception {
    assertThat(ExitMessageReader.read("{\"exited\": 1}".getBytes(UTF_16)).exited()).isEqualTo(1);
  }

  @Test
  void quotesNothingOfWhatItRefuses() {
    assertThatThrownBy(() -> read("{'completed': ['#A' secret]}"))
        .hasMessage("the message is not well-formed JSON");
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 500).mapToObj(seed -> seed * 0x9E3779B97F4A7C15L);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverFailsInAnotherWay(long seed) {
    Random random = new Random(seed);
    byte[] good =
        ("{\"exited\": 3, \"completed\": [\"" + A + "\", null], \"abandoned\": [\"" + B + "\"]}")
            .getBytes(UTF_8);
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      good[random.nextInt(good.length)] = (byte) random.nextInt(256);
    }

    try {
      ExitMessage message = ExitMessageReader.read(good);
      assertThat(message.exited()).isNotNegative();
      assertThat(message.completed()).doesNotHaveDuplicates();
    } catch (UnreadableMessageException e) {
      assertThat(e).hasMessageStartingWith("the message ");
    }
  }
}

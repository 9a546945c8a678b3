package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @Test
  void readsAllThatJsonHas() {
    assertThat(
            StrictJson.object(
                """
                \t{ "text" : "a" , "":[ ] ,\r
                "list":[1, "b", null , [ { } ], true,false], "object":{"c":{"d":-7}} }
                """))
        .containsExactly(
            Map.entry("text", "a"),
            Map.entry("", List.of()),
            Map.entry("list", Arrays.asList(1L, "b", null, List.of(Map.of()), true, false)),
            Map.entry("object", Map.of("c", Map.of("d", -7L))));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
  })
  void readsWholeNumbersToTheLastDigit(String number, long value) {
    assertThat(number(number)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808, 9.223372036854775807E18",
    "1.0, 1",
    "1e3, 1000",
    "1E+3, 1000",
    "-0.5e-1, -0.05",
    "1e999, Infinity",
  })
  void takesNoOtherNumberForAWholeOne(String number, double value) {
    assertThat(number(number)).isEqualTo(value);
  }

  private static Object number(String number) {
    return StrictJson.object("{\"n\":" + number + "}").get("n");
  }

  @Test
  void readsEscapes() {
    assertThat(
            StrictJson.object("{\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83d\\ude00\"}"))
        .containsExactly(Map.entry("a", "\"\\/\b\f\n\r\té\ud83d\ude00"));
  }

  @Test
  void readsUtf8() {
    assertThat(StrictJson.object("{\"é\":\"\ud83d\ude00\"}".getBytes(UTF_8)))
        .containsExactly(Map.entry("é", "\ud83d\ude00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "\"text\"",
        "[]",
        "[[\"a\",1]]",
        "{",
        "}",
        "{}}",
        "{} {}",
        "{},",
        "\ufeff{}",
        "\u00a0{}",
        "{a:1}",
        "{'a':1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\"=1}",
        "{\"a\":1;\"b\":2}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1}",
        "{\"a\":[1}]",
        "{\"a\":1]",
        "{\"a\":1 // why\n}",
        "{\"a\":1 /* why */}",
        "{\"a\":True}",
        "{\"a\":tru}",
        "{\"a\":nulls}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":undefined}",
        "{\"a\":+1}",
        "{\"a\":-}",
        "{\"a\":01}",
        "{\"a\":-01}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":1.e1}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":0x1}",
        "{\"a\":1L}",
        "{\"a\":1_0}",
        "{\"a\":\u0661}",
        "{\"a\":\"",
        "{\"a\":\"b}",
        "{\"a\":\"\\",
        "{\"a\":\"\\\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u123/\"}",
        "{\"a\":\"\\U0031\"}",
        "{\"a\":\"b\nc\"}",
        "{\"a\":\"b\tc\"}",
        "{\"a\":\"b\0c\"}",
        "{\0\"a\":1}",
        "{\"a\":1}\0",
      })
  void refusesWhatIsNoObject(String text) {
    refuses(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":null,\"a\":1}",
        "{\"b\":{\"a\":1,\"a\":2}}",
        "{\"b\":[{\"a\":1,\"a\":2}]}",
      })
  void refusesAMemberThatComesTwice(String text) {
    refuses(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesWhatIsNestedTooDeeply(String bracket) {
    assertThat(StrictJson.object("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")).isNotEmpty();

    refuses("{\"a\":" + "[".repeat(33) + "]".repeat(33) + "}");
    refuses("{\"a\":" + bracket.repeat(1_000_000));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    for (byte[] text :
        new byte[][] {
          {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'},
          {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
          {'{', '"', (byte) 0xE9, '"', ':', '1', '}'},
          {0, '{', 0, '}'},
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> StrictJson.object(text));
    }
  }

  private static void refuses(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> StrictJson.object(text));
  }
}

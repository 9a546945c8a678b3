package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.domain.ticket.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  private static JsonBody body(String json) {
    return JsonBody.parse(json.getBytes(UTF_8));
  }

  @Test
  void readsFieldsAndIgnoresUnknownOnes() {
    JsonBody body =
        body("{\"event_id\":\"S\", \"n\":-3, \"else\":{\"a\":[1,{}]}, \"nothing\":null}");

    assertThat(body.text("event_id", EventId::new)).isEqualTo(new EventId("S"));
    assertThat(body.wholeNumber("n")).isEqualTo(-3);
    assertThat(body.optionalWholeNumber("m")).isEmpty();
    assertThat(body.optionalText("nothing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "7",
        "null",
        "\"x\"",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":1}x",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "event_id=Sample",
        "{\"a\":\"\u0001\"}"
      })
  void refusesWhatIsNoJsonObject(String json) {
    assertThatThrownBy(() -> body(json)).isInstanceOf(Refusal.Malformed.class);
  }

  @Test
  void refusesBytesThatAreNoUtf8AndNestsThatAreTooDeep() {
    byte[] noText = {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'};
    assertThatThrownBy(() -> JsonBody.parse(noText)).isInstanceOf(Refusal.Malformed.class);
    assertThatThrownBy(() -> body("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
        .isInstanceOf(Refusal.Malformed.class);
  }

  @ParameterizedTest
  @CsvSource({"7", "true", "{}", "[\"S\"]"})
  void namesAFieldThatIsNoText(String value) {
    assertThatThrownBy(() -> body("{\"event_id\":" + value + "}").text("event_id"))
        .isInstanceOf(Refusal.Malformed.class)
        .hasMessage("event_id must be a string");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5",
    "1.0",
    "1e3",
    "'\"7\"'",
    "true",
    "9223372036854775808",
    "-9223372036854775809"
  })
  void namesAFieldThatIsNoWholeNumber(String value) {
    assertThatThrownBy(() -> body("{\"n\":" + value + "}").wholeNumber("n"))
        .isInstanceOf(Refusal.Malformed.class)
        .hasMessage("n must be a whole number of at most 64 bits");
  }

  @ParameterizedTest
  @CsvSource({"9223372036854775807", "-9223372036854775808", "0"})
  void takesWholeNumbersToTheirBounds(long value) {
    assertThat(body("{\"n\":" + value + "}").wholeNumber("n")).isEqualTo(value);
  }

  @Test
  void readsYesAndNoAndTellsNullFromAbsent() {
    JsonBody body = body("{\"paused\":true, \"closed\":false, \"limit\":null}");

    assertThat(body.optionalTruth("paused")).contains(true);
    assertThat(body.optionalTruth("closed")).contains(false);
    assertThat(body.optionalTruth("limit")).isEmpty();
    assertThat(body.isNull("limit")).isTrue();
    assertThat(body.isNull("paused")).isFalse();
    assertThat(body.isNull("else")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "'\"true\"'", "[]"})
  void namesAFieldThatIsNeitherYesNorNo(String value) {
    assertThatThrownBy(() -> body("{\"paused\":" + value + "}").optionalTruth("paused"))
        .isInstanceOf(Refusal.Malformed.class)
        .hasMessage("paused must be true or false");
  }

  @Test
  void namesAMissingFieldAndPassesOnWhatATypeSays() {
    assertThatThrownBy(() -> body("{}").text("event_id")).hasMessage("event_id is missing");
    assertThatThrownBy(() -> body("{\"n\":null}").wholeNumber("n")).hasMessage("n is missing");
    assertThatThrownBy(() -> body("{\"event_id\":\"a b\"}").text("event_id", EventId::new))
        .isInstanceOf(Refusal.Malformed.class)
        .hasMessageStartingWith("event_id must be 1 to 128");
  }
}

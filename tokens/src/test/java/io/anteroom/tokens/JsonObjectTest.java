package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

  private final JsonObject object =
      JsonObject.parse(
              """
              {"text": "a \\u00e9 \\"b\\"", "number": 7, "none": null, "empty": [], "texts": ["a", "b"],
               "mixed": [7, "b"], "object": {"inner": "c"}}
              """)
          .orElseThrow();

  @Test
  void findsTexts() {
    assertThat(object.text("text")).contains("a é \"b\"");
    assertThat(object.firstText("texts")).contains("a");
    assertThat(object.object("object").flatMap(inner -> inner.text("inner"))).contains("c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "none", "empty", "texts", "mixed", "object", "other"})
  void takesNothingElseForAText(String name) {
    assertThat(object.text(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "number", "none", "empty", "mixed", "object", "other"})
  void takesNothingElseForAnArrayThatBeginsWithAText(String name) {
    assertThat(object.firstText(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "number", "none", "empty", "texts", "mixed", "other"})
  void takesNothingElseForAnObject(String name) {
    assertThat(object.object(name)).isEmpty();
  }

  @Test
  void lacksWhatIsMissingOrEmpty() {
    assertThat(object.lacks("other")).isTrue();
    assertThat(object.lacks("none")).isTrue();
    assertThat(object.lacks("empty")).isTrue();
    assertThat(object.lacks("mixed")).isFalse();
    assertThat(object.lacks("number")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1,\"a\":2}"})
  void refusesWhatIsNoObject(String text) {
    assertThat(JsonObject.parse(text)).isEmpty();
  }
}

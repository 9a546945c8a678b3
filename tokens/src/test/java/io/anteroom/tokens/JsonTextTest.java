package io.anteroom.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void keepsTheOrderAndAddsNoSpace() {
    JsonText json =
        new JsonText()
            .put("b", "text")
            .put("a", 7)
            .put("c", true)
            .put("d", new JsonText().put("e", -1))
            .put("f", List.of("x", List.of("y"), new JsonText()))
            .put("g", List.of());

    assertThat(json)
        .hasToString(
            "{\"b\":\"text\",\"a\":7,\"c\":true,\"d\":{\"e\":-1},\"f\":[\"x\",[\"y\"],{}],\"g\":[]}");
  }

  @Test
  void quotesWhatWouldEndAText() {
    assertThat(new JsonText().put("\"", "a\"b\\c\nd\u001fé"))
        .hasToString("{\"\\\"\":\"a\\\"b\\\\c\\u000ad\\u001fé\"}");
  }
}

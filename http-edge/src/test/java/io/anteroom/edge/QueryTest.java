package io.anteroom.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @ParameterizedTest
  @CsvSource({
    "a=1, 1",
    "b=2&a=1&c=3, 1",
    "a=x%20y+z, x y z",
    "%61=1, 1",
    "a=1=2, 1=2",
    "a, ''",
    "a=&b=1, ''",
    "&&a=1&, 1",
    "a=%zz, %zz"
  })
  void findsAParameter(String raw, String value) {
    assertThat(new Query(raw).text("a")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b=a", "A=1", "aa=1"})
  void saysThatAParameterIsMissing(String raw) {
    assertThatThrownBy(() -> new Query(raw).text("a"))
        .isInstanceOf(Refusal.Malformed.class)
        .hasMessage("a is missing");
  }

  @Test
  void refusesAParameterThatIsGivenTwiceInTheWayAskedFor() {
    assertThatThrownBy(() -> new Query("a=1&a=1").text("a", Refusal.NotFound::new))
        .isInstanceOf(Refusal.NotFound.class)
        .hasMessage("a is given more than once");
  }
}

package io.anteroom.controlpanel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds how numbers are written. */
class NumbersBrowserTest extends PanelTest {

  @Test
  void writesRatesWithThreeDigitsOrSo(Browser browser) {
    assertThat(written("[0, 1 / 15, 9.994, 12.34, 1234.5].map(rate)", browser))
        .isEqualTo(List.of("0", "0.07", "9.99", "12.3", "1,235"));
  }

  @Test
  void writesDurationsInTheirTwoLargestUnits(Browser browser) {
    assertThat(written("[0, 59, 60, 90, 3600, 5400, 90061].map(duration)", browser))
        .isEqualTo(List.of("0 s", "59 s", "1 min", "1 min 30 s", "1 h", "1 h 30 min", "1 d 1 h"));
  }

  @Test
  void writesLagsInMillisecondsAsLongAsTheyAreShort(Browser browser) {
    assertThat(written("[0, 999, 1250, 61000].map(lag)", browser))
        .isEqualTo(List.of("0 ms", "999 ms", "1.25 s", "1 min 1 s"));
  }

  @Test
  void tellsTheNumbersOfAnAxisApart(Browser browser) {
    assertThat(written("apart([0, 200, 400])", browser)).isEqualTo(List.of("0", "200", "400"));
    assertThat(written("apart([1000000, 1005000, 1010000])", browser))
        .isEqualTo(List.of("1M", "1.005M", "1.01M"));
  }

  private Object written(String expression, Browser browser) {
    return Operator.at(site, browser)
        .page()
        .evaluate(
            "async () => { const { apart, duration, lag, rate } = await import('./numbers.js');"
                + " return "
                + expression
                + "; }");
  }
}

package io.anteroom.controlpanel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds what is shown of the last hour, and what is not. */
class ChartsBrowserTest extends PanelTest {

  private static final String LINE = "chart.data.datasets[0].borderColor";

  @Test
  void saysTheNewestValuesInWords(Browser browser) {
    origin.answers(
        "/room_history",
        LastHour.quiet()
            .at(238, "arrivals", 186L)
            .at(239, "waiting", 4_711L)
            .at(239, "serving_counter", 1_000L)
            .at(239, "active_tokens", 812L)
            .all("admitted", _ -> 24L)
            .at(238, "numbering_lag_ms", 1_250L)
            .json());

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(value("Arrivals per second"), "12.4 a second");
    operator.sees(value("Waiting"), "4,711 waiting");
    operator.sees(value("Serving counter"), "at 1,000");
    operator.sees(value("Active tokens"), "812 active");
    operator.sees(value("Admitted per minute"), "96 in a minute");
    operator.sees(value("Numbering lag"), "1.25 s at most");
    operator.sees(".moment .number", "newest, 12:59:55");
  }

  @Test
  void countsNothingInAStepThatIsUnderWay(Browser browser) {
    origin.answers(
        "/room_history", LastHour.quiet().at(238, "arrivals", 150L).at(239, "arrivals", 3L).json());

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(value("Arrivals per second"), "10 a second");
  }

  @Test
  void saysHowLowAndHowHighItWas(Browser browser) {
    origin.answers("/room_history", LastHour.quiet().at(100, "waiting", 20_000L).json());

    Operator operator = Operator.of("Sample", site, browser);

    operator.reads(chart("Waiting"), "0 to 20,000 in this hour");
    operator.reads(chart("Numbering lag"), "nobody numbered in this hour");
    PlaywrightAssertions.assertThat(operator.find(chart("Waiting") + " canvas"))
        .hasAttribute("aria-label", "Waiting: 0 waiting; 0 to 20,000 in this hour");
  }

  @Test
  void listsTheSameNumbersInATable(Browser browser) {
    origin.answers(
        "/room_history",
        LastHour.quiet().at(238, "waiting", 4_711L).at(238, "numbering_lag_ms", 95L).json());
    Operator operator = Operator.of("Sample", site, browser);

    operator.find("#charts summary").click();

    Locator rows = operator.find("#charts tbody tr");
    PlaywrightAssertions.assertThat(rows).hasCount(LastHour.STEPS);
    assertThat(rows.nth(0).locator("th, td").allTextContents())
        .containsExactly("12:59:55", "…", "0", "0", "0", "…", "…");
    assertThat(rows.nth(1).locator("th, td").allTextContents())
        .containsExactly("12:59:45", "0", "4,711", "0", "0", "0", "95 ms");
    assertThat(rows.nth(239).locator("th, td").allTextContents())
        .containsExactly("12:00:15", "0", "0", "0", "0", "not known", "nobody numbered");
  }

  @Test
  void looksAtOneMomentInAllChartsFromTheKeyboard(Browser browser) {
    origin.answers(
        "/room_history",
        LastHour.quiet().at(237, "waiting", 70L).at(237, "active_tokens", 80L).json());
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(value("Waiting"), "0 waiting");

    operator.find("#moment").focus();
    operator.page().keyboard().press("ArrowLeft");
    operator.page().keyboard().press("ArrowLeft");

    operator.sees(value("Waiting"), "70 waiting").sees(value("Active tokens"), "80 active");
    operator.sees(".moment .number", "12:59:30");
    PlaywrightAssertions.assertThat(operator.find("#moment"))
        .hasAttribute("aria-valuetext", "12:59:30");
    operator.page().keyboard().press("End");
    operator.sees(".moment .number", "newest, 12:59:55");
  }

  @Test
  void looksAtTheMomentUnderThePointer(Browser browser) {
    origin.answers("/room_history", LastHour.quiet().all("waiting", step -> (long) step).json());
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(value("Waiting"), "239 waiting");
    int x =
        (int)
            drawn(
                operator,
                "Waiting",
                "Math.round(chart.scales.x.getPixelForValue(Date.UTC(2026, 10, 20, 12, 30, 5)))");

    operator
        .find(chart("Waiting") + " canvas")
        .hover(new Locator.HoverOptions().setPosition(x, 40));

    // A pixel is about a step.
    Map<String, Integer> steps = Map.of("12:30:00", 119, "12:30:15", 120, "12:30:30", 121);
    Locator moment = operator.find(".moment .number");
    PlaywrightAssertions.assertThat(moment)
        .hasText(Pattern.compile(String.join("|", steps.keySet())));
    operator.sees(value("Waiting"), steps.get(moment.textContent()) + " waiting");
    operator.find("#charts h3").hover();
    operator.sees(value("Waiting"), "239 waiting");
  }

  @Test
  void drawsNoLineWhereNothingIsKnown(Browser browser) {
    origin.answers("/room_history", LastHour.reset().json());

    Operator operator = Operator.of("Sample", site, browser);

    operator.reads(chart("Serving counter"), "0 to 4,475 since 12:15");
    List<?> line =
        (List<?>)
            drawn(operator, "Serving counter", "chart.data.datasets[0].data.map(({ y }) => y)");
    assertThat(line).hasSize(LastHour.STEPS);
    assertThat(line.subList(0, 60)).allMatch(y -> Double.isNaN(((Number) y).doubleValue()));
    assertThat(line.get(60)).isEqualTo(0);
  }

  @Test
  void saysThatNumberingStandsStillAndCountsNoArrivalsSince(Browser browser) {
    origin.answers(
        "/room_history", LastHour.quiet().at(199, "arrivals", 30L).numberedUntil(200).json());

    Operator operator = Operator.of("Sample", site, browser);

    operator.reads("#charts .strip", "Numbering stands still. Who joined after 12:50:00");
    operator.sees(value("Arrivals per second"), "not known");
    operator.find("#charts summary").click();
    operator.sees("#charts tr:has-text('12:50:00') td >> nth=0", "2");
    operator.sees("#charts tr:has-text('12:50:15') td >> nth=0", "not known");
  }

  @Test
  void drawsAStepThatIsKnownAmidOthersThatAreNot(Browser browser) {
    origin.answers("/room_history", LastHour.quiet().at(100, "numbering_lag_ms", 200L).json());

    Operator operator = Operator.of("Sample", site, browser);

    operator.reads(chart("Numbering lag"), "always 200 ms in this hour");
    assertThat(
            drawn(
                operator,
                "Numbering lag",
                "chart.data.datasets[0].data.filter(({ y }) => y === 200)"
                    + ".map(({ x }) => x / 1000 % 3600)"))
        .isEqualTo(List.of(1_500, 1_515));
  }

  @Test
  void keepsTheLastHourAndSaysThatItIsOld(Browser browser) {
    origin.answers("/room_history", LastHour.busy().json());
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(".moment .number", "newest, 12:59:55");
    operator.page().clock().install();
    assertThat(lastShownOf(operator)).isEqualTo(3_595);

    origin.isDown(true);
    operator.page().clock().fastForward(120_000);
    operator.looksAgain();

    operator.reads("#charts .strip", "The private origin does not answer.");
    operator.reads("#charts .as-of", "min old");
    PlaywrightAssertions.assertThat(operator.find("#charts[data-old]")).hasCount(1);
    operator.sees(".moment .number", "newest, 12:59:55");
    // The hour that is shown goes on, and what is missing of it is left blank.
    assertThat(lastShownOf(operator)).isBetween(3_595 + 120, 3_595 + 180);
  }

  private static int lastShownOf(Operator operator) {
    return (int)
        drawn(
            operator,
            "Waiting",
            "Math.floor((chart.scales.x.max - Date.UTC(2026, 10, 20, 12)) / 1000)");
  }

  @Test
  void saysWhyThereIsNothingYet(Browser browser) {
    origin.refuses("/room_history", 503, "the last hour is being read");

    Operator operator = Operator.of("Sample", site, browser);

    operator.sees(
        "#charts .strip",
        "The private origin can’t answer now. It says: the last hour is being read.");
    PlaywrightAssertions.assertThat(operator.find(".charts")).isHidden();
  }

  @Test
  void showsTheNumbersWithoutTheLibraryThatDraws(Browser browser) {
    origin.answers("/room_history", LastHour.busy().json());
    Operator operator = Operator.at(site, browser);
    operator.page().route("**/chart.umd.js", route -> route.abort());

    operator.page().navigate(site.panel() + "#room=Sample");
    operator.signIn();

    operator.sees(value("Serving counter"), "at 16,200");
    operator.reads("#charts", "The charts could not be loaded.");
    PlaywrightAssertions.assertThat(operator.find(chart("Waiting") + " .plot")).isHidden();
  }

  @Test
  void drawsInTheColoursOfTheScheme(Browser browser) {
    origin.answers("/room_history", LastHour.busy().json());
    Operator operator = Operator.of("Sample", site, browser);
    Object light = drawn(operator, "Waiting", LINE);

    operator.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

    operator.page().waitForCondition(() -> !light.equals(drawn(operator, "Waiting", LINE)));
  }

  @Test
  void asksOnlyOfTheRoomThatIsOpen(Browser browser) {
    origin.rooms().put("Tickets", Map.of());
    origin.answers("/room_history", LastHour.busy().json());
    Operator operator = Operator.of("Sample", site, browser);
    operator.sees(value("Serving counter"), "at 16,200");

    operator.page().navigate(site.panel() + "#");
    operator.sees("#no-room", "Choose a room.");
    long asked = origin.timesAsked("GET /room_history");
    operator.looksAgain();
    operator.page().navigate(site.panel() + "#room=Tickets");

    operator.sees("#room-name", "Tickets");
    PlaywrightAssertions.assertThat(operator.find(chart("Serving counter"))).isVisible();
    assertThat(origin.timesAsked("GET /room_history")).isEqualTo(asked + 1);
  }

  /** What an expression says of a {@code chart}, once that is there. */
  private static Object drawn(Operator operator, String title, String expression) {
    Locator canvas = operator.find(chart(title) + " canvas");
    PlaywrightAssertions.assertThat(canvas).isVisible();
    return canvas.evaluate(
        "canvas => { const chart = Chart.getChart(canvas); return %s; }".formatted(expression));
  }

  private static String chart(String title) {
    return ".chart:has(h4:text-is('" + title + "'))";
  }

  private static String value(String title) {
    return chart(title) + " .value";
  }
}

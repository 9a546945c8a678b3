package io.anteroom.controlpanel;

import io.anteroom.pagefiles.PageFile;
import io.anteroom.pagefiles.PageTemplate;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that operators use, and the files that it loads. Nothing in it is secret. */
public final class ControlPanel {

  private static final String CHARTS = "chart.umd.js";

  /** Where the jar of Chart.js has it; the version is the one that the parent POM names. */
  private static final String PATH_OF_CHARTS =
      "/META-INF/resources/webjars/chart.js/4.4.9/dist/" + CHARTS;

  private static final Map<String, PageFile> FILES =
      Stream.of(
              "api.js",
              "ask.js",
              "asked.js",
              "attempt.js",
              "chart-figure.js",
              "chart-table.js",
              CHARTS,
              "charts.js",
              "colours.js",
              "counter.js",
              "course.js",
              "danger.js",
              "desk.js",
              "elements.js",
              "expired.js",
              "feed.js",
              "figures.js",
              "fresh.js",
              "happened.js",
              "history.js",
              "inlet-item.js",
              "inlets.js",
              "keys.js",
              "layout.css",
              "lists.js",
              "mark.svg",
              "moves.js",
              "numbers.js",
              "open-room.js",
              "outcomes.js",
              "panel.css",
              "panel.js",
              "parts.js",
              "pasted.js",
              "poll.js",
              "room-calls.js",
              "room-fields.js",
              "room-form.js",
              "room.css",
              "rooms.js",
              "series.js",
              "settings.js",
              "sign-in.js",
              "signature.js",
              "small-chart.js",
              "standing.js",
              "states.js",
              "switches.js",
              "words.js")
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), name -> PageFile.beside(ControlPanel.class, pathOf(name))));

  private static final PageTemplate PAGE = PageTemplate.beside(ControlPanel.class, "panel.html");

  private ControlPanel() {}

  /** The files by their names; the page looks for them beside itself. */
  public static Map<String, PageFile> files() {
    return FILES;
  }

  /** The page: HTML in UTF-8, the same for everybody, at a path that ends in a slash. */
  public static byte[] page(PanelSettings settings) {
    return PAGE.fill(
        Map.of(
            "publicOrigin", settings.publicOrigin().toString(),
            "privateOrigin", settings.privateOrigin().toString(),
            "region", settings.region()));
  }

  /** What browsers may do on the page, for the header {@code Content-Security-Policy}. */
  public static String policy(PanelSettings settings) {
    URI api = settings.privateOrigin();
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
        + api.getScheme()
        + "://"
        + api.getRawAuthority()
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String pathOf(String name) {
    return name.equals(CHARTS) ? PATH_OF_CHARTS : name;
  }
}

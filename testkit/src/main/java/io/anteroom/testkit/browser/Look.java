package io.anteroom.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A look at a page as everybody sees it: on a phone, a tablet and a desktop, in light and dark, and
 * enlarged as far as it goes. The pictures stay in {@code target/screenshots}.
 */
public final class Look {

  private static final Path PICTURES = Path.of("target", "screenshots");

  /** A desktop of 1280 pixels at 400 % zoom (WCAG 2.2, 1.4.10 Reflow). */
  private static final int NARROWEST = 320;

  private enum Screen {
    PHONE(390, 844),
    TABLET(820, 1180),
    DESKTOP(1440, 900);

    private final int width;
    private final int height;

    Screen(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  private Look() {}

  /**
   * Takes the pictures of the page as it is at this moment, and finds no barriers in it, and
   * nothing that must be scrolled to sideways. The page has its size and scheme back when this
   * returns.
   *
   * @param name of the page and its state, as in {@code waiting-paused}
   */
  public static void at(Page page, String name) {
    ViewportSize size = page.viewportSize();
    look(page, name, ColorScheme.LIGHT, Screen.PHONE);
    look(page, name, ColorScheme.DARK, Screen.DESKTOP);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(null));
    page.setViewportSize(NARROWEST, Screen.DESKTOP.height);
    assertThat(scrollsSideways(page)).as("%s scrolls sideways", name).isFalse();
    page.setViewportSize(size.width, size.height);
  }

  /** Pictures of all screens in one scheme; barriers are looked for on one of them. */
  private static void look(Page page, String name, ColorScheme scheme, Screen barriersOn) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    for (Screen screen : Screen.values()) {
      page.setViewportSize(screen.width, screen.height);
      String picture = String.join("-", name, word(screen), word(scheme));
      photograph(page, picture);
      if (screen == barriersOn) {
        assertThat(Barriers.on(page)).as("barriers of %s", picture).isEmpty();
      }
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void photograph(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  private static boolean scrollsSideways(Page page) {
    return (boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }
}

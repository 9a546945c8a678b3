package io.anteroom.testkit.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the {@link Browser} to the test methods and life cycle methods that ask for it: the
 * Chromium that is installed here. Without one the class is skipped.
 *
 * <p>It starts with the first class that needs it and stops with the test run. All that a test has
 * opened in it is closed after the test.
 */
public final class ChromiumExtension
    implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(ChromiumExtension.class);

  /** Playwright's own download is never used: a closed network has none. */
  private static final Map<String, String> NO_DOWNLOAD =
      Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

  private static final List<String> QUIET =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Of what a page comes to show; long, since machines that test are busy. */
  private static final double PATIENCE_MILLIS = 30_000;

  @Override
  public void beforeAll(ExtensionContext context) {
    var _ = browser(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List.copyOf(browser(context).contexts()).forEach(BrowserContext::close);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return browser(context);
  }

  private static Browser browser(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
        .browser();
  }

  /** Playwright with its one browser. */
  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

    static Running start() {
      Path executable = executable();
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
      Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
      return new Running(
          playwright,
          playwright
              .chromium()
              .launch(new LaunchOptions().setExecutablePath(executable).setArgs(QUIET)));
    }

    private static Path executable() {
      return Stream.of(
              "/usr/bin/chromium",
              "/usr/bin/chromium-browser",
              "/usr/bin/google-chrome",
              "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
              "/Applications/Chromium.app/Contents/MacOS/Chromium")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst()
          .orElseGet(() -> abort("no Chromium is installed here, so nobody looks at the pages"));
    }

    @Override
    public void close() {
      playwright.close();
    }
  }
}

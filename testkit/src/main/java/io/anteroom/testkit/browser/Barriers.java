package io.anteroom.testkit.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What keeps people from using a page, as far as axe-core can tell. */
public final class Barriers {

  private static final String ENGINE = read("/axe.min.js");

  /** Each failed rule with the elements that fail it, so that an assertion shows where to look. */
  private static final String RUN =
      """
      async () => {
        const { violations } = await axe.run({ resultTypes: ['violations'] });
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map((node) => `${id} (${help}): ${node.html}: ${node.failureSummary}`));
      }
      """;

  private Barriers() {}

  /** All that the page has at this moment; every rule counts, best practices too. */
  public static List<String> on(Page page) {
    // Not as a script element: the page's own policy would forbid it.
    page.evaluate(ENGINE);
    return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
  }

  private static String read(String name) {
    try (InputStream in = Barriers.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

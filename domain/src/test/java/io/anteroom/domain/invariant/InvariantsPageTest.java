package io.anteroom.domain.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for people against the rules that are checked. */
class InvariantsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "INVARIANTS.md");

  /** Name and, in the last column, what shows the rule. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\|.*\\| ([^|]*) \\|$", Pattern.MULTILINE);

  @Test
  void saysOfExactlyTheRulesOfTheAuditThatItShowsThem() throws IOException {
    List<String> audited =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .filter(row -> row.group(2).contains("audit"))
            .map(row -> row.group(1))
            .toList();

    assertThat(audited)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Invariant.values()).map(Invariant::toString).toList());
  }
}

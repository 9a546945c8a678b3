package io.anteroom.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/verifying.md to the files that it shows. */
class VerifyingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "verifying.md");

  /** A link to a file at the end of a line, and a block with what is in it. */
  private static final Pattern SHOWN =
      Pattern.compile("\\(\\.\\./recipes/([^)]+)\\):\n\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void showsEachRecipeAsItIs() throws IOException {
    Map<String, String> shown = new TreeMap<>();
    Matcher matcher = SHOWN.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      shown.put(matcher.group(1), matcher.group(2));
    }

    assertThat(shown).isEqualTo(recipes());
  }

  @Test
  void linksToWhatIsThere() throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(PAGE)).results().map(link -> link.group(1)).toList();

    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(target -> assertThat(PAGE.resolveSibling(target)).exists());
  }

  private static Map<String, String> recipes() throws IOException {
    Map<String, String> recipes = new TreeMap<>();
    for (String folder : List.of("nginx", "envoy", "alb", "src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file :
            files
                .filter(Files::isRegularFile)
                .filter(path -> !path.endsWith("package-info.java"))
                .toList()) {
          recipes.put(file.toString(), Files.readString(file));
        }
      }
    }
    return recipes;
  }
}

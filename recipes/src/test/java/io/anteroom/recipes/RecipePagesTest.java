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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the pages of the docs to the files that they show. */
class RecipePagesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final String OURS = "src/main/java/io/anteroom/recipes/";

  /** A link to a file at the end of a line, and a block with what is in it. */
  private static final Pattern SHOWN =
      Pattern.compile("\\(\\.\\./recipes/([^)]+)\\):\n\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  /** A page, and the folders whose files it shows. */
  record Page(Path file, List<String> folders) {

    private static Page of(String name, String... folders) {
      return new Page(DOCS.resolve(name), List.of(folders));
    }
  }

  static Stream<Page> pages() {
    return Stream.of(
        Page.of("verifying.md", "nginx", "envoy", "alb", OURS + "plain", OURS + "spring"),
        Page.of("openid.md", "openid", OURS + "openid"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsEachRecipeAsItIs(Page page) throws IOException {
    Map<String, String> shown = new TreeMap<>();
    Matcher matcher = SHOWN.matcher(Files.readString(page.file));
    while (matcher.find()) {
      shown.put(matcher.group(1), matcher.group(2));
    }

    assertThat(shown).isEqualTo(recipes(page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksToWhatIsThere(Page page) throws IOException {
    List<String> targets =
        LINK.matcher(Files.readString(page.file)).results().map(link -> link.group(1)).toList();

    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(target -> assertThat(DOCS.resolve(target)).exists());
  }

  private static Map<String, String> recipes(Page page) throws IOException {
    Map<String, String> recipes = new TreeMap<>();
    for (String folder : page.folders) {
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

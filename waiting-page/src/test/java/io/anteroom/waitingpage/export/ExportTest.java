package io.anteroom.waitingpage.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {

  @TempDir private Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return new Export(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(List.of(arguments));
  }

  private Path folder() {
    return home.resolve("page");
  }

  private int export(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--to", folder().toString(), "--api", "https://line.example", "--event", "Sample"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private String read(String name) throws IOException {
    return Files.readString(folder().resolve(name));
  }

  private void change(String name, String text) throws IOException {
    Files.writeString(folder().resolve(name), text);
  }

  @Test
  void writesThePageWithAllThatItLoads() throws IOException {
    assertThat(export("--enter", "/in", "--onward", "/shop", "--plain", "/line")).isZero();

    assertThat(read("index.html"))
        .contains("data-api=\"https://line.example\" data-event=\"Sample\"")
        .contains("data-enter=\"/in\" data-onward=\"/shop\"", "url=/line");
    assertThat(folder().resolve("waiting_page"))
        .isDirectoryContaining(file -> file.endsWith("alone.js"))
        .isDirectoryContaining(file -> file.endsWith("texts.ar.json"));
    assertThat(out.toString(UTF_8))
        .contains("Content-Security-Policy: default-src 'none';", "frame-ancestors 'none'");
  }

  @Test
  void hasALookOfTheSitesOwn() throws IOException {
    Path look = Files.createDirectory(home.resolve("look"));
    Files.writeString(look.resolve("texts.json"), "{\"en\": {\"go\": \"Check out now\"}}");

    assertThat(export("--look", look.toString())).isZero();

    assertThat(read("waiting_page/texts.en.json")).contains("\"go\":\"Check out now\"");
  }

  @Test
  void writesOverWhatItWroteAndLeavesWhatWasChanged() throws IOException {
    export();
    change("waiting_page/theme.css", ":root {}");
    change("robots.txt", "theirs");

    for (int times = 0; times < 2; times++) {
      assertThat(export("--onward", "/shop")).isZero();

      assertThat(read("index.html")).contains("data-onward=\"/shop\"");
      assertThat(read("waiting_page/theme.css")).isEqualTo(":root {}");
      assertThat(read("robots.txt")).isEqualTo("theirs");
      assertThat(err.toString(UTF_8))
          .isEqualToIgnoringNewLines(
              "waiting-page: left as it is, since somebody changed it: "
                  + folder().resolve("waiting_page/theme.css"));
    }
  }

  @Test
  void takesAwayWhatIsNoPartOfItAnyMoreUnlessItWasChanged() throws IOException {
    ExportFolder target = new ExportFolder(folder());
    byte[] bytes = "old".getBytes(UTF_8);
    target.write(
        Map.of("waiting_page/a.js", bytes, "waiting_page/b.js", bytes, "index.html", bytes));
    change("waiting_page/b.js", "changed");

    assertThat(target.write(Map.of("index.html", bytes))).containsExactly("waiting_page/b.js");

    assertThat(folder().resolve("waiting_page/a.js")).doesNotExist();
    assertThat(read("waiting_page/b.js")).isEqualTo("changed");
  }

  @Test
  void goesOnWithWhatBrokeOff() throws IOException {
    ExportFolder target = new ExportFolder(folder());

    for (String version : List.of("old", "new")) {
      byte[] bytes = version.getBytes(UTF_8);
      Map<String, byte[]> breaksOff = new LinkedHashMap<>();
      breaksOff.put("waiting_page/a.js", bytes);
      breaksOff.put("waiting_page/a.js/in a file", bytes);
      assertThatThrownBy(() -> target.write(breaksOff)).isInstanceOf(ExportFault.class);

      Map<String, byte[]> all = Map.of("waiting_page/a.js", bytes, "index.html", bytes);
      assertThat(target.write(all)).isEmpty();
      assertThat(read("waiting_page/a.js") + read("index.html")).isEqualTo(version + version);
      assertThat(folder().resolve(ExportFolder.LIST)).content().hasLineCount(2);
    }
  }

  @Test
  void takesAwayNothingOutsideOfItsFolderWhateverItsListSays() throws IOException {
    export();
    Path outside = Files.writeString(home.resolve("precious"), "");
    change(
        ExportFolder.LIST,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ../precious\n"
            + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            + "  waiting_page/../../precious\n");

    export();

    assertThat(outside).exists();
  }

  @Test
  void writesIntoNoFolderThatHoldsSomethingElse() throws IOException {
    Files.createDirectory(folder());
    change("index.html", "theirs");

    assertThat(export()).isEqualTo(2);

    assertThat(read("index.html")).isEqualTo("theirs");
    assertThat(err.toString(UTF_8)).contains("is not empty");
  }

  @ParameterizedTest
  @CsvSource({
    "--api,    line.example,         --api must be like https://waiting.example",
    "--api,    ftp://line.example,   --api must be like",
    "--api,    https://x/?a=1,       --api must be like",
    "--event,  a b,                  --event must be 1 to 128 characters",
    "--enter,  https://other.example, --enter leaves the origin of the page",
    "--onward, //other.example,      --onward leaves the origin of the page",
    "--onward, /\\other.example,     --onward is no link",
    "--look,   /nowhere/at/all,      --look: /nowhere/at/all is no folder",
    "--to,     --api,                --to needs a value",
    "--force,  x,                    there is no option '--force'",
  })
  void saysWhatIsWrong(String option, String value, String words) {
    assertThat(export(option, value)).isEqualTo(2);

    assertThat(err.toString(UTF_8)).startsWith("waiting-page: " + words).hasLineCount(1);
    assertThat(folder()).doesNotExist();
  }

  @Test
  void tellsItsOptions() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8)).contains("--api URL");

    assertThat(run()).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--to DIR is needed");
  }
}

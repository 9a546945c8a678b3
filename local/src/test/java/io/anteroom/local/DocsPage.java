package io.anteroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page that people read: what it has them type, and what it shows them of the answers. */
record DocsPage(String text) {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);

  /** A block of commands, and the block with their output if there is one. */
  private static final Pattern STEP =
      Pattern.compile("```bash\n(.*?)```\n(?:```(?:json)?\n(.*?)```\n)?", Pattern.DOTALL);

  /** Commands, and what they are shown to say. */
  record Step(String commands, String output) {

    private static Step of(MatchResult found) {
      return new Step(found.group(1), found.group(2) == null ? "" : found.group(2));
    }
  }

  /** Reads a page by its path in the project. */
  static DocsPage read(String path) throws IOException {
    return new DocsPage(Files.readString(ROOT.resolve(path)));
  }

  /** All commands of the page, in order. */
  List<Step> steps() {
    return STEP.matcher(text).results().map(Step::of).toList();
  }

  /** The first commands with these words among them. */
  Step step(String words) {
    return steps().stream()
        .filter(step -> step.commands.contains(words))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no commands of the page say " + words));
  }

  /** The first block in a language with these words in it. */
  String block(String language, String words) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language) && block.group(2).contains(words))
        .map(block -> block.group(2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no block of the page says " + words));
  }

  /** Output with a name in place of everything that differs from run to run. */
  static String withoutChance(String output) {
    return output
        .replaceAll("(202\n)*200\n", "200\n")
        .replaceAll("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", "<uuid>")
        .replaceAll("eyJ[\\w.-]+", "<token>")
        .replaceAll("\\b1\\d{9}\\b", "<time>")
        .replaceAll("\"expires_in\":35\\d\\d", "\"expires_in\":3600")
        .strip();
  }
}

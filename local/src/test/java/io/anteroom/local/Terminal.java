package io.anteroom.local;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.local.DocsPage.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A shell, as people type into it.
 *
 * @param folder where it is opened
 */
record Terminal(Path folder) {

  private static final String END_OF_STEP = "--- end of step";
  private static final Pattern ADDRESS = Pattern.compile("localhost:(\\d+)");
  private static final long LIMIT_SECONDS = 120;

  /** Whether these programs are on this machine. */
  boolean has(String... programs) {
    String found = type("command -v " + String.join(" ", programs), Map.of());
    return found.lines().count() == programs.length;
  }

  /**
   * Types one step after the other, and compares what they say with what the page shows.
   *
   * @param ports those that the page knows, and those that there are
   */
  void walk(List<Step> steps, Map<Integer, Integer> ports) {
    StringBuilder commands = new StringBuilder("exec 2>&1\n");
    for (Step step : steps) {
      commands.append(step.commands()).append("echo '").append(END_OF_STEP).append("'\n");
    }
    String[] outputs =
        replaced(type(replaced(commands.toString(), ports), Map.of()), swapped(ports))
            .split(END_OF_STEP + "\n", -1);
    assertThat(outputs).as("one for each step, and a last one").hasSize(steps.size() + 1);
    for (int i = 0; i < steps.size(); i++) {
      assertThat(DocsPage.withoutChance(outputs[i]))
          .as("output of%n%s", steps.get(i).commands())
          .isEqualTo(DocsPage.withoutChance(steps.get(i).output()));
    }
  }

  private static String replaced(String text, Map<Integer, Integer> ports) {
    return ADDRESS
        .matcher(text)
        .replaceAll(found -> {
          int port = Integer.parseInt(found.group(1));
          return "localhost:" + ports.getOrDefault(port, port);
        });
  }

  private static Map<Integer, Integer> swapped(Map<Integer, Integer> ports) {
    return ports.entrySet().stream().collect(toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  /** Types commands; what they said. */
  String type(String commands, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", commands)
            .directory(folder.toFile())
            .redirectError(folder.resolve("complaints").toFile())
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().putAll(environment);
    try {
      Process bash = builder.start();
      try {
        assertThat(bash.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
            .as(() -> "the shell ends; it said " + read("said") + read("complaints"))
            .isTrue();
        return read("said");
      } finally {
        bash.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

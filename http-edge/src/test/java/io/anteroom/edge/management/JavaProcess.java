package io.anteroom.edge.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A main class that has run in a process of its own, with the log settings of a service.
 *
 * @param status how it ended
 * @param output what it wrote, to either stream
 */
record JavaProcess(int status, String output) {

  static JavaProcess run(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                withoutTestSettings(System.getProperty("java.class.path")),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new JavaProcess(process.waitFor(), output);
  }

  /** The testkit brings settings for the logs of tests. */
  private static String withoutTestSettings(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("testkit"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

package io.anteroom.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The zip that is deployed, unpacked, with a runner beside it that takes the place of Lambda's.
 * Jars only: an AOT cache can't hold loose classes.
 */
record PackagedFunction(Path folder) {

  /** Where the build puts it. */
  static final Path ZIP = Path.of("target", "authorizer-lambda.zip");

  private static final String HANDLER = "io.anteroom.authorizer.AuthorizerFunction";

  /** Unpacks the zip into an empty folder. */
  static PackagedFunction unpackedInto(Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip.getInputStream(entry), file);
      }
    }
    PackagedFunction function = new PackagedFunction(folder);
    function.packRunner();
    return function;
  }

  private void packRunner() throws IOException {
    String name = LambdaRunner.class.getName().replace('.', '/') + ".class";
    try (InputStream in = LambdaRunner.class.getResourceAsStream("/" + name);
        OutputStream file = Files.newOutputStream(runner());
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(name));
      Objects.requireNonNull(in).transferTo(jar);
    }
  }

  private Path runner() {
    return folder.resolve("runner.jar");
  }

  /** What Lambda puts on the class path, and the runner. */
  String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      return Stream.concat(Stream.of(runner()), jars.sorted())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** A JVM with nothing else in it, and no environment but this. */
  Running start(Map<String, String> environment, String classPath, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, LambdaRunner.class.getName(), HANDLER));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new Running(builder.start());
  }

  /** One such JVM. */
  static final class Running implements AutoCloseable {

    private final Process process;
    private final BufferedWriter events;
    private final BufferedReader lines;
    private final List<String> log = new ArrayList<>();

    private Running(Process process) {
      this.process = process;
      this.events = process.outputWriter(UTF_8);
      this.lines = process.inputReader(UTF_8);
    }

    /** Returns once the function is made, or couldn't be. */
    boolean isReady() throws IOException {
      return LambdaRunner.READY.equals(next());
    }

    /** Hands in an event and returns the answer. */
    String ask(String event) throws IOException {
      events.write(event.replace('\n', ' '));
      events.newLine();
      events.flush();
      return Objects.requireNonNull(next(), () -> "the function has ended: " + log)
          .substring(LambdaRunner.ANSWER.length());
    }

    /** What all its processors together have worked so far. */
    Duration cpuTime() {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What the function itself has printed so far. */
    List<String> log() {
      return log;
    }

    private String next() throws IOException {
      String line = lines.readLine();
      while (line != null && !line.startsWith(LambdaRunner.ANSWER)) {
        log.add(line);
        line = lines.readLine();
      }
      return line;
    }

    /** Ends the input, and waits until the JVM has ended too: an AOT cache is written then. */
    @Override
    public void close() {
      try (events;
          lines) {
        events.close();
        next();
        process.waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}

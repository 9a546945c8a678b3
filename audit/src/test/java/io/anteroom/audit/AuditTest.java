package io.anteroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void tellsItsOptions() {
    assertThat(run("--help")).isZero();
    assertThat(text(out)).contains("--bootstrap HOST:PORT", "--topic-prefix PREFIX");
  }

  @Test
  void namesAnOptionThatItDoesNotKnow() {
    assertThat(run("--bootstap", "localhost:1")).isEqualTo(2);
    assertThat(text(err)).contains("there is no option '--bootstap'");
  }

  @Test
  void namesAnOptionWithoutItsValue() {
    assertThat(run("--bootstrap")).isEqualTo(2);
    assertThat(text(err)).contains("--bootstrap needs a value");
  }

  @Test
  void saysThatNoStackIsRunningHere() {
    assertThat(run()).isEqualTo(2);
    assertThat(text(err)).contains("no local stack is running here", "./anteroom up");
  }

  @Test
  void saysThatARuntimeFileNamesNoBroker() throws IOException {
    Files.writeString(folder.resolve("runtime.properties"), "public=http://localhost:8080\n");
    assertThat(run()).isEqualTo(2);
    assertThat(text(err)).contains("names no broker");
  }

  @Test
  void namesAnAddressThatMakesNoSense() {
    assertThat(run("--bootstrap", "nonsense")).isEqualTo(2);
    assertThat(text(err)).contains("'nonsense' is not the address of a broker");
  }

  @Test
  void takesBrokerAndPrefixFromTheRunningStack() throws IOException {
    Path file = folder.resolve("runtime.properties");
    Files.writeString(file, "bootstrap=localhost:9\nprefix=mine.\n");

    LogAddress address = AuditOptions.parse(List.of()).address(file);

    assertThat(address).isEqualTo(new LogAddress("localhost:9", "mine."));
  }

  @Test
  void prefersWhatTheCommandLineSays() throws IOException {
    Path file = folder.resolve("runtime.properties");
    Files.writeString(file, "bootstrap=localhost:9\nprefix=mine.\n");
    List<String> arguments = List.of("--topic-prefix", "other.", "--bootstrap", "localhost:8");

    LogAddress address = AuditOptions.parse(arguments).address(file);

    assertThat(address).isEqualTo(new LogAddress("localhost:8", "other."));
  }

  private int run(String... arguments) {
    PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
    Path runtime = folder.resolve("runtime.properties");
    return new Audit(runtime, toOut, toErr).run(List.of(arguments));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

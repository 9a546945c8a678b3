package io.anteroom.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A site as a child process, or a proxy with the site behind it. */
public final class ProxyProcess implements Gate {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final long END_LIMIT_SECONDS = 10;

  private final Process process;
  private final int port;
  private final List<SiteBehind> behind;

  private ProxyProcess(Process process, int port, List<SiteBehind> behind) {
    this.process = process;
    this.port = port;
    this.behind = behind;
  }

  /** Starts it, and waits until it listens. */
  public static ProxyProcess start(
      List<String> command, Path folder, int port, SiteBehind... behind) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    ProxyProcess proxy = new ProxyProcess(process, port, List.of(behind));
    await()
        .atMost(START_LIMIT)
        .until(() -> {
          assertThat(process.isAlive()).as(() -> said(output)).isTrue();
          return proxy.listens();
        });
    return proxy;
  }

  /** The program of that name: on the path, or where system programs are. */
  public static Optional<Path> find(String program) {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A port that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String said(Path output) {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    behind.forEach(SiteBehind::close);
    process.destroy();
    try {
      if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

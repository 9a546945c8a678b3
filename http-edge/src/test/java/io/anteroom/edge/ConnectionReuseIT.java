package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Asks on kept connections, in turns, what is answered at once and what another thread answers. */
class ConnectionReuseIT {

  private static final int CONNECTIONS = 64;
  private static final int REQUESTS_EACH = 600;
  private static final int PATIENCE_MILLIS = 10_000;

  private final ExecutorService log = Executors.newSingleThreadExecutor();
  private EdgeServer server;

  @BeforeEach
  void start() {
    Face face =
        Face.open(PublicAccess.everybody())
            .get("/now", _ -> Mono.just(Answer.ok(Map.of("n", 1))))
            .post(
                "/later",
                _ ->
                    Mono.fromFuture(
                        CompletableFuture.supplyAsync(() -> Answer.ok(Map.of("n", 2)), log)))
            .build();
    server = EdgeServer.start(Origin.PUBLIC, 0, List.of(face));
  }

  @AfterEach
  void stop() {
    server.close();
    log.shutdownNow();
  }

  @Test
  void answersEveryRequestWhateverThreadMadeTheAnswerBefore() {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Integer>> answered =
          IntStream.range(0, CONNECTIONS)
              .mapToObj(client -> CompletableFuture.supplyAsync(() -> answeredOn(client), clients))
              .toList();

      assertThat(answered).allSatisfy(n -> assertThat(n.join()).isEqualTo(REQUESTS_EACH));
    }
  }

  /** How many requests of one connection are answered before one is not. */
  private int answeredOn(int client) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < REQUESTS_EACH; i++) {
        boolean later = (client + i) % 2 == 0;
        socket
            .getOutputStream()
            .write(
                (later
                        ? "POST /later HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}"
                        : "GET /now HTTP/1.1\r\nHost: h\r\n\r\n")
                    .getBytes(US_ASCII));
        if (!readsAnswer(in)) {
          return i;
        }
      }
      return REQUESTS_EACH;
    } catch (IOException e) {
      return -1;
    }
  }

  /** Both answers end with the only closing brace that they have. */
  private static boolean readsAnswer(InputStream in) {
    try {
      int next = in.read();
      while (next >= 0 && next != '}') {
        next = in.read();
      }
      return next == '}';
    } catch (IOException e) {
      return false;
    }
  }
}

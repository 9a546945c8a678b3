package io.anteroom.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anteroom.tokens.TokenVerifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What Lambda calls. All that can be made ready is made ready when it is made: Lambda does that
 * with a whole processor, and calls with the share that the function's memory buys.
 */
public final class AuthorizerFunction implements RequestStreamHandler {

  /** Lambda passes on no more. */
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;

  private final Doorkeeper doorkeeper;
  private final Journal journal;

  /**
   * A function as its environment wants it.
   *
   * @throws IllegalArgumentException if a variable of the environment is missing or wrong
   */
  public AuthorizerFunction() {
    this(System.getenv(), System.out);
  }

  AuthorizerFunction(Map<String, String> environment, PrintStream out) {
    Settings settings = Settings.of(environment);
    this(
        new Doorkeeper(new TokenVerifier(settings.keys(), settings.expected())),
        new Journal(settings.expected().audience(), out));
    var _ = WarmUp.run(doorkeeper);
  }

  AuthorizerFunction(Doorkeeper doorkeeper, Journal journal) {
    this.doorkeeper = doorkeeper;
    this.journal = journal;
  }

  /**
   * Answers one event.
   *
   * @throws UnknownEventException if it is not from an authorizer that this function can serve
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    long start = System.nanoTime();
    Instant now = Instant.now();
    GatewayCall call = GatewayCall.read(input.readNBytes(MAX_EVENT_BYTES));
    Decision decision = doorkeeper.decide(call.credentials(), now);
    output.write(call.answer(decision).toBytes());
    journal.record(decision, now, Duration.ofNanos(System.nanoTime() - start));
  }
}

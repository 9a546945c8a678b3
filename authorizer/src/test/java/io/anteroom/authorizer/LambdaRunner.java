package io.anteroom.authorizer;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for Lambda's runtime in a JVM that has nothing but the unpacked zip and this class:
 * makes the handler that it is named, says so, and answers each line of its input with a line.
 */
final class LambdaRunner {

  /** Comes before the first event is read. */
  static final String READY = "runner: ready";

  /** Begins a line that holds an answer; other lines are the function's own. */
  static final String ANSWER = "runner: ";

  private LambdaRunner() {}

  /** Runs until its input ends. */
  public static void main(String[] args) throws Exception {
    RequestStreamHandler handler =
        Class.forName(args[0])
            .asSubclass(RequestStreamHandler.class)
            .getConstructor()
            .newInstance();
    System.out.println(READY);
    BufferedReader events =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String event = events.readLine(); event != null; event = events.readLine()) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
      System.out.println(ANSWER.concat(answer.toString(StandardCharsets.UTF_8)));
    }
  }
}

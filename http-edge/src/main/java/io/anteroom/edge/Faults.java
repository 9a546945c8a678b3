package io.anteroom.edge;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes answers of whatever went wrong. */
final class Faults {

  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  /** Causes deeper than this add nothing to a log. */
  private static final int MAX_CAUSES = 8;

  private Faults() {}

  static Answer answer(Throwable fault, String path) {
    if (fault instanceof Refusal refusal) {
      return Answer.refusing(refusal);
    }
    String reference = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    log.error("fault while answering {}, reference {}", path, reference, withoutWords(fault, 0));
    return Answer.of(500, Map.of("error", "internal error")).with("X-Fault-Reference", reference);
  }

  /** Class names and lines, but no messages: those may quote ids or secrets. */
  private static Throwable withoutWords(Throwable fault, int depth) {
    Throwable cause = fault.getCause();
    Throwable bare =
        new Throwable(
            fault.getClass().getName(),
            cause == null || depth == MAX_CAUSES ? null : withoutWords(cause, depth + 1));
    bare.setStackTrace(fault.getStackTrace());
    return bare;
  }
}

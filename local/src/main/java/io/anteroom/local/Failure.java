package io.anteroom.local;

import io.anteroom.backends.BackendFailed;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong in a start, for people and for the log. */
record Failure(Throwable cause) {
  private static final Logger log = LoggerFactory.getLogger(Failure.class);

  /** The words of the first cause that is meant for people, else those of the deepest one. */
  String sentence() {
    Throwable at = cause;
    while (!(at instanceof CannotStart || at instanceof BackendFailed) && at.getCause() != null) {
      at = at.getCause();
    }
    return Optional.ofNullable(at.getMessage()).orElse(at.getClass().getSimpleName());
  }

  /** The whole story goes to the log; the level keeps it off the terminal. */
  void log() {
    log.info("the start failed", cause);
  }
}

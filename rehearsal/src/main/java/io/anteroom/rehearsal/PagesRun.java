package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Asking;
import io.anteroom.rehearsal.crowd.Measurements;
import io.anteroom.rehearsal.origin.Connections;
import io.anteroom.rehearsal.page.PagesSeen;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waiting pages without a crowd, from the first look at the room to the end of their time. */
final class PagesRun {

  private final PageOptions options;
  private final Progress progress;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  PagesRun(PageOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /** The user wants the result of what was done so far. */
  void interrupt() {
    interrupted.set(true);
  }

  /**
   * Holds them open.
   *
   * @throws UsageException if the room can't be used
   */
  PagesSeen go() throws UsageException, InterruptedException {
    greet();
    OpenPages pages = new OpenPages(options, progress, interrupted::get);
    try (pages) {
      pages.open();
      pages.stayOpen();
    }
    return pages.seen();
  }

  private void greet() throws UsageException, InterruptedException {
    try (Connections connections =
        new Connections(options.publicOrigin(), options.headers(), 1, Rooms.GREETING)) {
      Asking asking = new Asking(connections, new Measurements(), Rooms.GREETING);
      Rooms.require(options.room(), options.publicOrigin(), asking);
    }
  }
}

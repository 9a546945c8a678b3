package io.anteroom.rehearsal.page;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Connections;
import io.anteroom.rehearsal.origin.Origin;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many waiting pages at once, each on a virtual thread, which stay open until all are closed. */
public final class WaitingPages implements AutoCloseable {

  /** Nobody opens them all in the same moment: so many people click in a second. */
  private static final int OPENED_PER_SECOND = 500;

  /** As long as the page's own patience. */
  private static final Duration STATUS_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(60);

  /** More calls than these are hardly ever under way at a time, and each may cost a connection. */
  private static final int MOST_CONNECTIONS = 10_000;

  private final EventId room;
  private final Connections forStatus;
  private final Connections forJoins;
  private final PagesSeen seen;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * None is open yet.
   *
   * @param headers that each call carries beside its own
   * @param pages how many there are to be
   */
  public WaitingPages(Origin origin, Map<String, String> headers, EventId room, int pages) {
    this.room = room;
    int connections = Math.min(pages, MOST_CONNECTIONS);
    this.forStatus = new Connections(origin, headers, connections, STATUS_TIMEOUT);
    this.forJoins = new Connections(origin, headers, connections, JOIN_TIMEOUT);
    this.seen = new PagesSeen(pages);
  }

  /** Opens them one after the other; comes back at once. */
  public void open() {
    for (int page = 0; page < seen.pages(); page++) {
      Duration later = Duration.ofSeconds(page).dividedBy(OPENED_PER_SECOND);
      threads.execute(() -> hold(later));
    }
  }

  private void hold(Duration later) {
    try {
      Thread.sleep(later);
      new Page(new Browser(forStatus, forJoins, seen), room).stay();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What they have asked and heard so far. */
  public PagesSeen seen() {
    return seen;
  }

  /** Closes all pages. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    forStatus.close();
    forJoins.close();
  }
}

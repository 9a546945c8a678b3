package io.anteroom.rehearsal.page;

/** What a page sends. */
public enum PageCall {
  /** Its browser asks whether the page may join from another origin. */
  PREFLIGHT("OPTIONS assign_queue_num"),
  /** It takes its place. */
  JOIN("assign_queue_num"),
  /** It asks how the line moves. */
  STATUS("queue_status");

  private final String words;

  PageCall(String words) {
    this.words = words;
  }

  /** As tables name it. */
  public String words() {
    return words;
  }
}

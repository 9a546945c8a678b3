package io.anteroom.oidc.code;

import java.time.Duration;

/** What is known of the uses of codes. Never waits. */
public interface CodeUses {

  /**
   * For so long after the end of a code it is surely known whether it was used: nearly as long as
   * the log says so, for people should have time to try again what a site has failed at.
   */
  Duration KNOWN_BEYOND = Duration.ofMinutes(8);

  /** Says whether all uses are known that happened until a moment ago, and codes can be used. */
  boolean isLevel();

  /**
   * Says whether a code was used, as far as is known.
   *
   * @param id of one that is good, or has ended no longer than {@link #KNOWN_BEYOND} ago
   */
  boolean wasUsed(String id);
}

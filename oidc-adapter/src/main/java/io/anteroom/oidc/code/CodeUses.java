package io.anteroom.oidc.code;

/** What is known of the uses of codes. Never waits. */
public interface CodeUses {

  /** Says whether all uses are known that happened until a moment ago, and codes can be used. */
  boolean isLevel();

  /** Says whether a code that is still good was used, as far as is known. */
  boolean wasUsed(String id);
}

package io.anteroom.oidc.authorize;

import io.anteroom.oidc.code.CodeUses;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Uses of codes that are known because a test says so. */
final class KnownUses implements CodeUses {

  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private volatile boolean isLevel = true;

  /** Sites took these codes, as the log says. */
  static KnownUses of(String... codes) {
    KnownUses uses = new KnownUses();
    uses.used.addAll(Set.of(codes));
    return uses;
  }

  /** A site takes a code. */
  void add(String code) {
    used.add(code);
  }

  /** The log is heard from now on, or not. */
  void level(boolean isHeard) {
    isLevel = isHeard;
  }

  @Override
  public boolean isLevel() {
    return isLevel;
  }

  @Override
  public boolean wasUsed(String id) {
    return used.contains(id);
  }
}

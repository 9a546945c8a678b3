package io.anteroom.domain.ticket;

/**
 * Binds a ticket to whoever holds a secret; zero where it is bound to nobody.
 *
 * @param bits the 32 bits, any value
 */
public record HolderTag(int bits) {

  /** The tag of a ticket that is bound to nobody. */
  public static final HolderTag UNBOUND = new HolderTag(0);
}

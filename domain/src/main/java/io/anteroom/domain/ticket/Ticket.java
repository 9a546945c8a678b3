package io.anteroom.domain.ticket;

/** What a request id says once it is opened: which room, which place, and who may use it. */
public record Ticket(EventTag eventTag, Place place, HolderTag holder) {

  /** A ticket that is bound to nobody. */
  public static Ticket unbound(EventTag eventTag, Place place) {
    return new Ticket(eventTag, place, HolderTag.UNBOUND);
  }
}

package io.anteroom.domain.ticket;

import java.util.Comparator;

/**
 * Where a join stands in the log. The log gives each place once, so a place is the ticket.
 *
 * @param partition partition of the joins topic, 0 to {@value #MAX_PARTITION}
 * @param offset offset in that partition, 0 to 2^44-1
 */
public record Place(int partition, long offset) implements Comparable<Place> {

  /** The highest partition that fits into a ticket (12 bits). */
  public static final int MAX_PARTITION = (1 << 12) - 1;

  /** The highest offset that fits into a ticket (44 bits): 17 million million joins. */
  public static final long MAX_OFFSET = (1L << 44) - 1;

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset);

  /**
   * @throws IllegalArgumentException if partition or offset is out of bounds
   */
  public Place {
    requirePartition(partition);
    requireOffset(offset);
  }

  /**
   * Checks a partition number.
   *
   * @throws IllegalArgumentException if it is below 0 or above {@value #MAX_PARTITION}
   */
  public static int requirePartition(int partition) {
    if (partition < 0 || partition > MAX_PARTITION) {
      throw new IllegalArgumentException(
          "partition must be 0 to " + MAX_PARTITION + ", not " + partition);
    }
    return partition;
  }

  /**
   * Checks an offset.
   *
   * @throws IllegalArgumentException if it is below 0 or above {@link #MAX_OFFSET}
   */
  public static long requireOffset(long offset) {
    if (offset < 0 || offset > MAX_OFFSET) {
      throw new IllegalArgumentException("offset must be 0 to " + MAX_OFFSET + ", not " + offset);
    }
    return offset;
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}

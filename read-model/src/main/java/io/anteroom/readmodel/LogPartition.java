package io.anteroom.readmodel;

/**
 * One partition of the log of decisions.
 *
 * @param log the log
 * @param partition 0 to {@code partitions - 1}
 * @param partitions how many the log has
 */
public record LogPartition(LogId log, int partition, int partitions) {

  /**
   * @throws IllegalArgumentException if the log has no such partition
   */
  public LogPartition {
    if (partition < 0 || partition >= partitions) {
      throw new IllegalArgumentException("partition " + partition + " of " + partitions);
    }
  }
}

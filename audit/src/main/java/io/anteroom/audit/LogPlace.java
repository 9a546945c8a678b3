package io.anteroom.audit;

/**
 * Where a record stands in the log.
 *
 * @param topic its topic, with the prefix
 * @param partition its partition
 * @param offset its offset
 */
record LogPlace(String topic, int partition, long offset) {

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}

package io.anteroom.readmodel;

/**
 * What a partition of the log holds now.
 *
 * @param start its first offset
 * @param end the offset behind its last committed record
 */
public record LogBounds(long start, long end) {

  boolean hold(long position) {
    return start <= position && position <= end;
  }
}

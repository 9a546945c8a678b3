package io.anteroom.domain.room;

/**
 * How many places of a range have a token.
 *
 * @param tokens those seen
 * @param through the last offset that was looked at; below the end of the range where the count
 *     stopped at its limit
 */
public record TokenCount(int tokens, long through) {}

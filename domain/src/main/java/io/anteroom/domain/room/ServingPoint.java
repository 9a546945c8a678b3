package io.anteroom.domain.room;

/**
 * Where serving stands in a room. Whoever decides on a move by what a room looked like a moment ago
 * names the point, and the room moves only if it is still there: so two who saw the same can't both
 * let in the same number of people.
 *
 * @param generation the generation
 * @param counter the serving counter
 * @param handedOn the places that were handed on; they tell a counter that came back from one that
 *     never left
 */
public record ServingPoint(Generation generation, ServingCounter counter, long handedOn) {}

// What a move of the serving counter means.

import { words } from './words.js';

/**
 * Reads by how much somebody wants to move: `{ by, to, words }` with what that does to people, or only
 * `words` with why it can't be done.
 */
export function read(typed, room) {
  const text = typed.trim().replace('−', '-');
  const by = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  const to = room.serving_counter + by;
  if (!by) {
    return { words: words.wholeNumber };
  }
  if (to < 0 || !Number.isSafeInteger(to)) {
    return { words: words.outOfRange(by) };
  }
  return { by, to, words: effect(room, by) };
}

/** What a move does to people. */
export function effect({ serving_counter: from, queue_counter: given }, by) {
  const to = from + by;
  if (by < 0) {
    return words.takesBack(to + 1, from);
  }
  const beyond = Math.max(0, to - Math.max(given, from));
  return words.letsIn(from + 1, to) + (beyond > 0 ? words.beyond(beyond) : '');
}

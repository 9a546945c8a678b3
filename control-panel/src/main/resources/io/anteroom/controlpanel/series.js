// The six series of a room's last hour: where their values are in an answer to GET /room_history, and
// how they are said.

import { lag, rate } from './numbers.js';
import { words } from './words.js';

const MINUTE = 60;

/**
 * A series tells what was `during` each step, or else what was so at its end. Those that `count` tell
 * nothing of a step that is under way, and those of `joins` nothing of what has no number yet. Where
 * `none` is there, null means that, and not that nobody knows. An axis shows `least` at the least.
 */
export const SERIES = [
  {
    title: 'Arrivals per second',
    least: 1,
    during: true,
    counts: true,
    joins: true,
    values: ({ arrivals, step }) => arrivals.map((joins) => joins / step),
    says: (value) => `${rate(value)} a second`,
    write: rate,
  },
  {
    title: 'Waiting',
    least: 4,
    values: ({ waiting }) => waiting,
    says: (value) => `${words.count(value)} waiting`,
    write: words.count,
  },
  {
    title: 'Serving counter',
    least: 4,
    // What counts is how it moves, however far it is from zero.
    floats: true,
    values: ({ serving_counter }) => serving_counter,
    says: (value) => `at ${words.count(value)}`,
    write: words.count,
  },
  {
    title: 'Active tokens',
    least: 4,
    values: ({ active_tokens }) => active_tokens,
    says: (value) => `${words.count(value)} active`,
    write: words.count,
  },
  {
    title: 'Admitted per minute',
    least: 4,
    counts: true,
    values: ({ admitted, step }) => sums(admitted, MINUTE / step),
    says: (value) => `${words.count(value)} in a minute`,
    write: words.count,
  },
  {
    title: 'Numbering lag',
    least: 100,
    during: true,
    counts: true,
    none: 'nobody numbered',
    values: ({ numbering_lag_ms }) => numbering_lag_ms,
    says: (value) => `${lag(value)} at most`,
    write: lag,
    scale: (values) => values.map(lag),
  },
];

/** Of so many steps up to each; of the first ones not all are known. */
function sums(values, steps) {
  return values.map((_, index) =>
    index + 1 < steps
      ? null
      : values.slice(index + 1 - steps, index + 1).reduce((one, other) => one + other),
  );
}

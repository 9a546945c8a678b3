// Turns an answer to GET /room_history into six series that can be drawn, read and listed. What the
// origin does not know stays unknown: null.

import { lag, rate } from './numbers.js';
import { words } from './words.js';

const MINUTE = 60;

/**
 * A series tells what was `during` each step, or else what was so at its end. Of those that `count`
 * what comes in a step nothing is told of the step under way. Where `none` is there, null means that,
 * and not that nobody knows. An axis shows at the `least` so much.
 */
const SERIES = [
  {
    name: 'arrivals',
    title: 'Arrivals per second',
    least: 1,
    during: true,
    counts: true,
    values: ({ arrivals, step }) => arrivals.map((joins) => (joins === null ? null : joins / step)),
    says: (value) => `${rate(value)} a second`,
    write: rate,
  },
  {
    name: 'waiting',
    title: 'Waiting',
    least: 4,
    values: ({ waiting }) => waiting,
    says: (value) => `${words.count(value)} waiting`,
    write: words.count,
  },
  {
    name: 'serving',
    title: 'Serving counter',
    least: 4,
    // What counts is how it moves, however far it is from zero.
    floats: true,
    values: ({ serving_counter }) => serving_counter,
    says: (value) => `at ${words.count(value)}`,
    write: words.count,
  },
  {
    name: 'active',
    title: 'Active tokens',
    least: 4,
    values: ({ active_tokens }) => active_tokens,
    says: (value) => `${words.count(value)} active`,
    write: words.count,
  },
  {
    name: 'admitted',
    title: 'Admitted per minute',
    least: 4,
    counts: true,
    values: ({ admitted, step }) => sums(admitted, MINUTE / step),
    says: (value) => `${words.count(value)} in a minute`,
    write: words.count,
  },
  {
    name: 'lag',
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

export const TITLES = SERIES.map(({ title }) => title);

/**
 * With times in milliseconds: when steps end, the last one, which may be under way, with `until`, when
 * all this was so. Each value is null where it is unknown.
 */
export function historyOf(body) {
  const [from, step, until] = [body.from, body.step, body.as_of].map((seconds) => seconds * 1_000);
  const ends = body.waiting.map((_, index) => Math.min(from + (index + 1) * step, until));
  const over = ends.filter((end, index) => end === from + (index + 1) * step).length;
  const series = SERIES.map((one) => {
    const values = one.values(body);
    return { ...one, values: one.counts ? values.slice(0, over) : values };
  });
  return { generation: body.generation, from, step, until, ends, series };
}

/** Of so many steps up to each; unknown where one of them is. */
function sums(values, steps) {
  return values.map((_, index) => {
    const summed = values.slice(index + 1 - steps, index + 1);
    return index + 1 < steps || summed.includes(null)
      ? null
      : summed.reduce((one, other) => one + other);
  });
}

/** The step that a moment is in, or the one next to it. */
export function stepAt({ from, step, ends }, moment) {
  return Math.min(Math.max(0, Math.floor((moment - from) / step)), ends.length - 1);
}

/** Where to draw a series: each run of points begins where its first step does, if it tells of all of it. */
export function pointsOf({ ends, step }, { values, during }) {
  return values.flatMap((value, index) => {
    const end = ends[index];
    if (value === null) {
      return [{ x: end, y: NaN }];
    }
    const begins = during && (values[index - 1] ?? null) === null;
    return begins ? [{ x: end - step, y: value }, { x: end, y: value }] : [{ x: end, y: value }];
  });
}

/** When nothing is known of a series, each time with what to say of it, up to the end of a span. */
export function gapsOf(history, { values, none }, span) {
  const gaps = [];
  if (!none) {
    values.forEach((value, index) => {
      if (value === null) {
        extend(gaps, history.ends[index] - history.step, history.ends[index], 'not known');
      }
    });
    if (gaps[0]?.from === history.from) {
      gaps[0].why = beginning(history.generation);
    }
  }
  if (span.until > history.until) {
    gaps.push({ from: history.until, until: span.until, why: 'no numbers' });
  }
  return gaps;
}

function extend(gaps, from, until, why) {
  const last = gaps.at(-1);
  if (last?.until === from) {
    last.until = until;
  } else {
    gaps.push({ from, until, why });
  }
}

function beginning(generation) {
  return generation === 1 ? 'before it was made' : `before generation ${words.count(generation)}`;
}

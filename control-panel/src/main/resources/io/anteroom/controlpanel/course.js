// How a series went, as it is drawn: where its line runs, and where there is none.

import { words } from './words.js';

/** Each run of points begins where its first step does, if it tells of all of that. */
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

/** The times in a span of which nothing is known, each with why that is. */
export function gapsOf(history, { values, none }, span) {
  const { ends, step, until } = history;
  const gaps = [];
  values.forEach((value, index) => {
    if (value === null && !none) {
      extend(gaps, ends[index] - step, ends[index]);
    }
  });
  const known = gaps.map((gap) => ({ ...gap, why: why(history, gap) }));
  return span.until > until ? [...known, { from: until, until: span.until, why: 'no numbers' }] : known;
}

function extend(gaps, from, until) {
  const last = gaps.at(-1);
  if (last?.until === from) {
    last.until = until;
  } else {
    gaps.push({ from, until });
  }
}

function why({ generation, began, standsSince, step }, gap) {
  if (gap.until <= began) {
    return generation === 1 ? 'before it was made' : `before generation ${words.count(generation)}`;
  }
  return gap.from + step > standsSince ? 'not numbered yet' : 'not known';
}

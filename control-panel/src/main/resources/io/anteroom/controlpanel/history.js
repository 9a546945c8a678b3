// Takes in an answer to GET /room_history. What the origin does not know stays unknown: null.

import { SERIES } from './series.js';

/** Numbering is always a few seconds behind; further behind, in milliseconds, it stands still. */
const STANDS_STILL = 15_000;

/**
 * With times in milliseconds: when steps end, the last one, which may be under way, with `until`, when
 * all this was so; and since when numbering stands still, if it does.
 */
export function historyOf(body) {
  const [from, step, until] = [body.from, body.step, body.as_of].map((seconds) => seconds * 1_000);
  // Where nobody can say how far numbering has come, the newest steps are not sure, either.
  const numbered = body.numbered_until === null ? until - STANDS_STILL : body.numbered_until * 1_000;
  const ends = body.waiting.map((_, index) => Math.min(from + (index + 1) * step, until));
  const over = Math.floor((until - from) / step);
  const numberedSteps = Math.max(0, Math.floor((numbered - from) / step));
  const standsSince = until - numbered > STANDS_STILL ? numbered : undefined;

  function told({ counts, joins, values }) {
    const all = values(body);
    if (!counts) {
      return all;
    }
    if (!joins) {
      return all.slice(0, over);
    }
    const sure = all.slice(0, Math.min(over, numberedSteps));
    return standsSince === undefined ? sure : [...sure, ...Array(over - sure.length).fill(null)];
  }

  return {
    generation: body.generation,
    began: body.began === null ? undefined : body.began * 1_000,
    standsSince,
    from,
    step,
    until,
    ends,
    series: SERIES.map((series) => ({ ...series, values: told(series) })),
  };
}

/** The step that a moment is in, or the one next to it. */
export function stepAt({ from, step, ends }, moment) {
  return Math.min(Math.max(0, Math.floor((moment - from) / step)), ends.length - 1);
}

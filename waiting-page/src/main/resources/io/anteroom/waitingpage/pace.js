// When to ask next, in milliseconds. The server says how soon; chance keeps a crowd from asking
// all at once. `chance` is a number from 0 up to 1.

/** For a server that does not say. */
const UNTOLD = 5_000;
const SOONEST = 1_000;
/** Whatever a server says: nobody should look at old numbers for longer than this. */
export const LATEST = 120_000;

const FIRST_BACK_OFF = 2_000;
const LONGEST_BACK_OFF = 60_000;

/** After an answer: what the server said, a tenth more or less. */
export function afterAnswer(told, chance) {
  const wanted = Number.isFinite(told) ? told : UNTOLD;
  return between(SOONEST, wanted, LATEST) * (0.9 + 0.2 * chance);
}

/** After so many failures in a row (1, 2, ...): twice as long each time, and never sooner than told. */
export function afterFailure(failures, told, chance) {
  const backOff = Math.min(FIRST_BACK_OFF * 2 ** (failures - 1), LONGEST_BACK_OFF);
  const wanted = Number.isFinite(told) ? Math.max(told, backOff) : backOff;
  return Math.min(wanted, LATEST) * (1 + 0.5 * chance);
}

function between(low, value, high) {
  return Math.min(Math.max(value, low), high);
}

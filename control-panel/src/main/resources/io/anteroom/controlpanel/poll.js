// Does some work now and then: at once, and then again so long after it was done. Never twice at once,
// never while nobody looks, and less often where it fails.

import { CallError } from './api.js';

const LONGEST_BACK_OFF = 15_000;
/** Of the time between two: so that many panels don't ask in step. */
const JITTER = 0.1;

/**
 * `work` is an async function; a CallError that it throws is a failure, after which the next time is
 * put off twice as far each time, and never sooner than the origin has said. Whatever else it throws
 * is reported as the mistake that it is.
 *
 * Returns `now()`, which has it done at once (again, if it is being done), and `stop()`.
 */
export function every(milliseconds, work) {
  const ended = new AbortController();
  let timer;
  let working = false;
  let again = false;
  let failures = 0;

  async function turn() {
    clearTimeout(timer);
    if (working) {
      again = true;
      return;
    }
    if (document.hidden || ended.signal.aborted) {
      return;
    }
    working = true;
    again = false;
    const told = await attempt();
    working = false;
    if (again) {
      turn();
    } else if (!ended.signal.aborted) {
      timer = setTimeout(turn, pause(told));
    }
  }

  /** How long the origin wants to be left alone, if it says so. */
  async function attempt() {
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!(error instanceof CallError)) {
        reportError(error);
      }
      return error.retryAfter;
    }
    return 0;
  }

  function pause(told = 0) {
    const backOff = Math.min(
      milliseconds * 2 ** failures,
      Math.max(milliseconds, LONGEST_BACK_OFF),
    );
    return Math.max(backOff, Math.min(told, LONGEST_BACK_OFF)) * (1 + JITTER * Math.random());
  }

  const { signal } = ended;
  document.addEventListener('visibilitychange', turn, { signal });
  addEventListener('online', turn, { signal });
  turn();

  return {
    now: turn,
    stop() {
      clearTimeout(timer);
      ended.abort();
    },
  };
}

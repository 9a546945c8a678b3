// Asks one call again and again, and tells each time what is known now.

import { CallError } from './api.js';
import { every } from './poll.js';

/**
 * Tells `{ body, at, trouble }`: the last good answer and when it was asked for, if there was one, and
 * the CallError that has come since, if one has. Nothing is told once it is stopped. Returns what
 * `every` does.
 */
export function asked(milliseconds, ask, tell) {
  let known = {};
  let stopped = false;

  async function work() {
    const at = Date.now();
    try {
      learn({ body: await ask(), at });
    } catch (error) {
      if (error instanceof CallError) {
        learn({ ...known, trouble: error });
      }
      throw error;
    }
  }

  function learn(news) {
    known = news;
    if (!stopped) {
      tell(known);
    }
  }

  const polling = every(milliseconds, work);
  return {
    now: polling.now,
    stop() {
      stopped = true;
      polling.stop();
    },
  };
}

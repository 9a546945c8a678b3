// Does something that somebody has asked for, and says what came of it.

import { CallError } from './api.js';

/**
 * `what` names it, as in "Pause Sample"; `act` does it, and `done` says what is so afterwards. A failure
 * is said, and thrown on.
 */
export async function attempt(say, { what, act, done }) {
  say(`${what}…`, 'doing');
  try {
    const result = await act();
    say(done(result));
    return result;
  } catch (error) {
    if (error instanceof CallError) {
      say(`${what}: ${error.words}`, error.kind === 'unknown' ? 'unknown' : 'failed');
    }
    throw error;
  }
}

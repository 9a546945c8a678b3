// Tries until it works, and keeps a crowd that fails together from trying again together.

import { afterFailure } from './pace.js';

/**
 * Makes attempts until one comes without `trouble`, and tells that one; undefined when it is called
 * off before. Tells `failed` of each other.
 */
export async function untilItWorks(attempt, failed, signal) {
  for (let failures = 1; ; failures += 1) {
    const outcome = await attempt();
    if (signal.aborted) {
      return undefined;
    }
    if (!outcome.trouble) {
      return outcome;
    }
    failed(outcome);
    await pause(afterFailure(failures, outcome.retryAfter, Math.random()), outcome, signal);
    if (signal.aborted) {
      return undefined;
    }
  }
}

/** So long, but no longer than the network is away, and as long as nobody looks at what is `idle`. */
async function pause(millis, { trouble, idle }, signal) {
  await new Promise((resolve) => {
    setTimeout(resolve, millis);
    signal.addEventListener('abort', resolve, { once: true });
    if (trouble === 'offline') {
      addEventListener('online', resolve, { once: true, signal });
    }
  });
  if (idle && document.hidden) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
      document.addEventListener('visibilitychange', resolve, { once: true, signal });
    });
  }
}

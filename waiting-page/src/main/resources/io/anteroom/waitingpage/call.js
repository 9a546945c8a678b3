// One call over the network: what was answered, or what is wrong with the network.

/** A server that has not answered by then will not. */
const PATIENCE = 10_000;

/**
 * Tells `{ status, body, retryAfter }`, the body from JSON and undefined where it is none, the time
 * in milliseconds; or `{ trouble, late }`, "offline" or "silent", late when patience has ended. Never
 * fails.
 */
export async function call(address, options, patience = PATIENCE) {
  const end = new AbortController();
  const { signal } = end;
  const timer = setTimeout(() => end.abort(), patience);
  try {
    const answer = await fetch(address, { credentials: 'omit', ...options, signal });
    const body = await answer.json().catch(() => signal.throwIfAborted());
    const seconds = Number.parseInt(answer.headers.get('Retry-After'), 10);
    return { status: answer.status, body, retryAfter: seconds * 1_000 };
  } catch {
    return { trouble: navigator.onLine ? 'silent' : 'offline', late: signal.aborted };
  } finally {
    clearTimeout(timer);
  }
}

/** The options of a call that sends JSON. */
export function sending(body) {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Whether the public origin itself answered with that error, and not something in front of it. */
export function refuses(answer, status) {
  return answer.status === status && typeof answer.body?.error === 'string';
}

/** What is wrong with an answer that is of no use. */
export function troubleOf({ status, trouble, retryAfter }) {
  return { trouble: trouble ?? (status === 429 ? 'busy' : 'silent'), retryAfter };
}

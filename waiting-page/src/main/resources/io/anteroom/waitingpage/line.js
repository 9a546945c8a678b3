// Asks the public origin how the line moves: as often as it wants to be asked, and never while
// nobody looks.

import { LATEST, afterAnswer, afterFailure } from './pace.js';

/** A server that has not answered by then will not. */
const PATIENCE = 10_000;
/** Between two calls, however often somebody comes and goes. */
const LEAST_GAP = 1_000;
/** One "unknown place" may come from a server that starts; a second one is believed. */
const BELIEVED = 2;

const STATES = ['numbering', 'waiting', 'served', 'expired'];

/**
 * Tells what is heard, as `{ state, status, at, trouble }`: the state of the place ("looking" before
 * the first answer, "gone" when it is unknown), the last answer and when it came, and what is wrong
 * with asking, if anything ("offline", "silent", "busy"). `place.known` is what is known before.
 */
export function watch(place, tell) {
  const address = `${place.api.replace(/\/$/, '')}/queue_status?${new URLSearchParams({
    event_id: place.event,
    request_id: place.request,
  })}`;
  let situation = place.known ?? { state: 'looking' };
  let timer;
  let asking = false;
  let notBefore = 0;
  let failures = 0;
  let unknown = 0;

  function become(change) {
    situation = { ...situation, trouble: undefined, ...change };
    tell(situation);
  }

  function askIn(delay) {
    clearTimeout(timer);
    if (document.hidden) {
      return;
    }
    if (delay <= 0) {
      ask();
    } else {
      timer = setTimeout(ask, delay);
    }
  }

  /** At once, unless the server wants to be left alone for a while. */
  function askSoon() {
    askIn(notBefore - performance.now());
  }

  async function ask() {
    if (asking) {
      return;
    }
    asking = true;
    notBefore = performance.now() + LEAST_GAP;
    const heard = await listen(address);
    asking = false;
    take(heard);
  }

  function take({ status, missing, trouble, retryAfter }) {
    unknown = missing ? unknown + 1 : 0;
    if (status) {
      failures = 0;
      become({ state: status.state, status, at: Date.now() });
      if (status.state !== 'expired') {
        askIn(afterAnswer(status.next_poll_ms, Math.random()));
      }
    } else if (unknown >= BELIEVED) {
      become({ state: 'gone', status: undefined });
      askIn(LATEST);
    } else {
      failures += 1;
      const delay = afterFailure(failures, retryAfter, Math.random());
      notBefore = trouble === 'offline' ? 0 : performance.now() + delay;
      if (trouble) {
        become({ trouble });
      }
      askIn(delay);
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      clearTimeout(timer);
    } else {
      askSoon();
    }
  });
  // Out of the browser's memory by the back button: timers and numbers are old.
  addEventListener('pageshow', (event) => event.persisted && askSoon());
  addEventListener('online', askSoon);
  addEventListener('offline', () => become({ trouble: 'offline' }));

  askSoon();
}

async function listen(address) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      // Asks each time; what has not changed is not sent again.
      cache: 'no-cache',
      credentials: 'omit',
      signal: patience.signal,
    });
    if (answer.status === 404 && (await isOurs(answer))) {
      return { missing: true };
    }
    if (!answer.ok) {
      const seconds = Number.parseInt(answer.headers.get('Retry-After'), 10);
      return { trouble: answer.status === 429 ? 'busy' : 'silent', retryAfter: seconds * 1_000 };
    }
    const status = await answer.json();
    return isStatus(status) ? { status } : { trouble: 'silent' };
  } catch {
    return { trouble: navigator.onLine ? 'silent' : 'offline' };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether an error is said by the line, and not by something in front of it. */
async function isOurs(answer) {
  try {
    return typeof (await answer.json()).error === 'string';
  } catch {
    return false;
  }
}

function isStatus(status) {
  return (
    STATES.includes(status?.state) &&
    (status.state !== 'waiting' || Number.isFinite(status.ahead))
  );
}

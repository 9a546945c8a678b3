// Asks the public origin how the line moves: as often as it wants to be asked, and never while
// nobody looks.

import { call, refuses, troubleOf } from './call.js';
import { LATEST, afterAnswer, afterFailure } from './pace.js';

/** Between two calls, however often somebody comes and goes. */
const LEAST_GAP = 1_000;
/** One "unknown place" may come from a server that starts; a second one is believed. */
const BELIEVED = 2;

const STATES = ['numbering', 'waiting', 'served', 'expired'];

/**
 * Tells what is heard, as `{ state, status, at, trouble }`: the state of the place ("looking" before
 * the first answer, "gone" when it is unknown), the last answer and when it came, and what is wrong
 * with asking, if anything ("offline", "silent", "busy"). `place.known` is what is known before.
 * Until it is called off.
 */
export function watch(place, tell, signal = new AbortController().signal) {
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
    if (!signal.aborted) {
      take(heard);
    }
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

  signal.addEventListener('abort', () => clearTimeout(timer));
  const untilCalledOff = { signal };
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) {
        clearTimeout(timer);
      } else {
        askSoon();
      }
    },
    untilCalledOff,
  );
  // Out of the browser's memory by the back button: timers and numbers are old.
  addEventListener('pageshow', (event) => event.persisted && askSoon(), untilCalledOff);
  addEventListener('online', askSoon, untilCalledOff);
  addEventListener('offline', () => become({ trouble: 'offline' }), untilCalledOff);

  if (situation.state === 'waiting') {
    notBefore = performance.now() + afterAnswer(situation.status.next_poll_ms, Math.random());
  }
  askSoon();
}

async function listen(address) {
  // Asks each time; what has not changed is not sent again.
  const answer = await call(address, { cache: 'no-cache' });
  if (refuses(answer, 404)) {
    return { missing: true };
  }
  return answer.status === 200 && isStatus(answer.body)
    ? { status: answer.body }
    : troubleOf(answer);
}

function isStatus(status) {
  return (
    STATES.includes(status?.state) &&
    (status.state !== 'waiting' || Number.isFinite(status.ahead))
  );
}

// The place of this browser in one line: the same in every tab, after a reload, and when the page
// was closed. Where that can't be kept, it lasts as long as the tab.

/** What one tab writes, another does not read at once: locks are faster than storage. */
const UNTIL_HEARD = 1_000;
/** Longer than any work takes. A tab that a phone has put to sleep may hold a lock for ever. */
const PATIENCE = 75_000;
/** Whoever comes back later comes for something else. */
const LONG_AGO = 60 * 60_000;
/** Whoever is back so soon did not get in. */
const JUST_NOW = 60_000;

export class Place {
  #key;
  #own = {};

  constructor({ api, event }) {
    this.event = event;
    this.kept = true;
    this.#key = `anteroom-place ${new URL(api, location.href).origin} ${event}`;
    this.#read();
  }

  /** The request id; undefined before there is one. */
  get request() {
    return this.#own.request;
  }

  /** Whether there is a token for it. */
  get claimed() {
    return this.#own.claimed === true;
  }

  /** Whether somebody went on with it, in whichever tab. */
  get used() {
    return Number.isFinite(this.#own.used);
  }

  get usedJustNow() {
    return Date.now() - this.#own.used < JUST_NOW;
  }

  get isOld() {
    return !(Date.now() - this.#own.taken < LONG_AGO);
  }

  /** Tells when another tab has changed it. */
  follow(tell) {
    addEventListener('storage', (event) => {
      if (event.key === this.#key && this.refresh()) {
        tell();
      }
    });
  }

  /** Reads what other tabs have written; whether that is news. */
  refresh() {
    const before = JSON.stringify(this.#own);
    this.#read();
    return JSON.stringify(this.#own) !== before;
  }

  /** Takes a new place instead of an old one, unless another tab was quicker. */
  take(request, old) {
    this.refresh();
    if (this.request === old) {
      this.#write({ request, taken: Date.now() });
    }
  }

  /** Remembers that there is a token. */
  claim() {
    if (!this.claimed) {
      this.#write({ ...this.#own, claimed: true });
    }
  }

  /** Remembers that somebody went on with it. */
  use() {
    this.#write({ ...this.#own, used: Date.now() });
  }

  /** Does the work while no other tab does, where the browser can see to that. Work never fails. */
  alone(work) {
    return new Promise((tell) => {
      this.#locked(async () => {
        const before = this.request;
        tell(await work());
        if (this.request !== before) {
          await new Promise((heard) => setTimeout(heard, UNTIL_HEARD));
        }
      });
    });
  }

  async #locked(work) {
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), PATIENCE);
    try {
      await navigator.locks.request(this.#key, { signal: waiting.signal }, work);
    } catch {
      // No lock: of two places the one that was written first counts.
      await work();
    } finally {
      clearTimeout(timer);
    }
  }

  #read() {
    try {
      this.#own = placeIn(localStorage.getItem(this.#key)) ?? this.#own;
    } catch {
      this.kept = false;
      this.#own = placeIn(history.state?.[this.#key]) ?? this.#own;
    }
  }

  #write(own) {
    this.#own = own;
    const text = JSON.stringify(own);
    try {
      localStorage.setItem(this.#key, text);
    } catch {
      this.kept = false;
      // It stays with the tab, and stands in no address.
      history.replaceState({ ...history.state, [this.#key]: text }, '');
    }
  }
}

/** Whatever else may be written there. */
function placeIn(text) {
  try {
    const own = JSON.parse(text);
    return typeof own?.request === 'string' ? own : undefined;
  } catch {
    return undefined;
  }
}

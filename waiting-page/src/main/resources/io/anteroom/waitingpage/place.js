// The place of this browser in one line: the same in every tab, after a reload, and when the page
// was closed. Where nothing can be kept, it lasts as long as the page.

/** What one tab writes, another does not read at once: locks are faster than storage. */
const UNTIL_HEARD = 1_000;

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

  /** Whether somebody went on with it, in whichever tab. */
  get used() {
    return this.#own.used === true;
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
      this.#write({ request });
    }
  }

  /** Remembers that somebody went on with it. */
  use() {
    this.#write({ request: this.request, used: true });
  }

  /** Does the work while no other tab does, where the browser can see to that. Work never fails. */
  alone(work) {
    return new Promise((tell) => {
      this.#locked(async () => {
        tell(await work());
        await new Promise((heard) => setTimeout(heard, UNTIL_HEARD));
      });
    });
  }

  async #locked(work) {
    try {
      await navigator.locks.request(this.#key, work);
    } catch {
      // No locks: of two places the one that was written first counts.
      await work();
    }
  }

  #read() {
    try {
      this.#own = placeIn(localStorage.getItem(this.#key)) ?? this.#own;
    } catch {
      this.kept = false;
    }
  }

  #write(own) {
    this.#own = own;
    try {
      localStorage.setItem(this.#key, JSON.stringify(own));
    } catch {
      this.kept = false;
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

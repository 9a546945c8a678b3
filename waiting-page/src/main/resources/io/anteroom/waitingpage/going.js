// Goes on when it is somebody's turn: at once the first time. Whoever comes straight back, as from a
// site that does not let them in, waits longer each time, so that nobody is sent in circles.

const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 120_000;
/** Where nothing can be remembered, every time may be the tenth. */
const CAUTIOUS_PAUSE = 10_000;
/** Until somebody answers again there, and up to as long again, lest a crowd comes all at once. */
const AWAY_PAUSE = 5_000;
const PATIENCE = 10_000;
/** Small, and from where the page is from. */
const PROBE = 'waiting_page/mark.svg';

/** Whoever was away for longer did not come straight back. */
const REMEMBERED = 10 * 60_000;

const KEY = 'anteroom-went-on';

export class Going {
  #place;
  #started = false;
  #timer;

  constructor(place) {
    this.#place = place;
  }

  start() {
    if (!this.#started) {
      this.#started = true;
      const times = this.#times();
      if (times === 0) {
        this.#go();
      } else {
        this.#timer = setTimeout(() => this.#go(), pause(times));
      }
    }
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#started = false;
  }

  /** Never for an error page of whoever stands in front: that would not come back by itself. */
  async #go() {
    if (!(await answers())) {
      if (this.#started) {
        this.#timer = setTimeout(() => this.#go(), AWAY_PAUSE * (1 + Math.random()));
      }
      return;
    }
    if (!this.#started) {
      return;
    }
    try {
      const times = this.#times() + 1;
      sessionStorage.setItem(KEY, JSON.stringify({ who: this.#who(), times, at: Date.now() }));
    } catch {
      // Nothing can be kept here: the cautious pause is what guards.
    }
    // In place of this page: from the site, "back" leads to what was before the line.
    location.replace(this.#place.here);
  }

  /** How often this tab went on with this place lately; undefined where nothing can be kept. */
  #times() {
    try {
      const went = JSON.parse(sessionStorage.getItem(KEY));
      const counts = went?.who === this.#who() && Date.now() - went.at < REMEMBERED;
      return counts ? went.times : 0;
    } catch {
      return undefined;
    }
  }

  #who() {
    return `${this.#place.event} ${this.#place.request}`;
  }
}

async function answers() {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    return (await fetch(PROBE, { cache: 'no-store', signal: patience.signal })).ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function pause(times) {
  return times === undefined
    ? CAUTIOUS_PAUSE
    : Math.min(FIRST_PAUSE * 2 ** (times - 1), LONGEST_PAUSE);
}

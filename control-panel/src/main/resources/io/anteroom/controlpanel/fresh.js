// Says how old numbers are, and has them look old when they are.

import { find, write } from './elements.js';
import { words } from './words.js';

/** Without a good answer for so long, numbers are old. */
export const OLD_AFTER = 5_000;
/** Whoever comes back to this tab is not told of old numbers before it could ask for new ones. */
const GRACE = 1_500;
const TICK = 500;

/** Elements that say as of when something is. */
const dated = new Map();

/**
 * Has an element say as of when what stands around it is, from now on: "as of 03:12:45", and how old
 * that is once it is older than `oldAfter`. What is around it is the closest element of class "ages",
 * which is then marked `data-old`.
 */
export function asOf(element, at, oldAfter = OLD_AFTER) {
  dated.set(element, { at, oldAfter });
  tell(element);
}

function tell(element) {
  const { at, oldAfter } = dated.get(element);
  const age = Date.now() - at;
  const old = age > oldAfter;
  write(element, old ? words.asOfOld(at, age) : words.asOf(at));
  element.closest('.ages')?.toggleAttribute('data-old', old);
}

setInterval(() => {
  for (const element of dated.keys()) {
    if (element.isConnected) {
      tell(element);
    } else {
      dated.delete(element);
    }
  }
}, TICK);

/** One call with a key that is not taken may have met a service that starts; two are believed. */
const BELIEVED = 2;

/** Watches over all numbers: where no answer comes, a banner says how old they are. */
export class Freshness {
  #banner = find('stale');
  #age = find('stale-age');
  #why = find('stale-why');
  #at;
  #trouble;
  #backAt = 0;
  #locked;
  #refusals = 0;

  /** `locked(error)` is called when the key is taken no more. */
  constructor(locked) {
    this.#locked = locked;
    setInterval(() => this.#show(), TICK);
    document.addEventListener('visibilitychange', () => {
      this.#backAt = Date.now();
    });
  }

  /** There are numbers as of then. */
  seen(at) {
    this.#at = at;
    this.#trouble = undefined;
    this.#refusals = 0;
    asOf(find('as-of'), at);
    this.#show();
  }

  /** A look has failed. */
  failed(error) {
    this.#trouble = error;
    this.#refusals = error.kind === 'key' ? this.#refusals + 1 : 0;
    if (this.#refusals >= BELIEVED) {
      this.#locked(error);
    }
    this.#show();
  }

  #show() {
    if (this.#at === undefined || document.hidden) {
      return;
    }
    const age = Date.now() - this.#at;
    const old = age > OLD_AFTER || this.#knowsNothingNew();
    const why = this.#trouble?.words ?? words.lookingAgain;
    document.body.toggleAttribute('data-old', old);
    this.#warn(old && Date.now() - this.#backAt > GRACE, why);
    if (old) {
      write(this.#age, words.staleAge(this.#at, age));
      write(this.#why, why);
    }
  }

  /** The age counts on in the banner; it is said aloud once. */
  #warn(warned, why) {
    if (this.#banner.hidden === warned) {
      this.#banner.hidden = !warned;
      if (warned) {
        find('said-at-once').textContent = words.oldNumbers(why);
      } else {
        find('said').textContent = words.freshNumbers;
      }
    }
  }

  /** Services answer so only when what they know themselves has become too old. */
  #knowsNothingNew() {
    return this.#trouble?.status === 503;
  }
}

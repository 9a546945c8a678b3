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

/** Watches over the numbers of all rooms: where no answer comes, a banner says how old they are. */
export class Freshness {
  #banner = find('stale');
  #age = find('stale-age');
  #why = find('stale-why');
  #label = find('as-of');
  #timer;
  #at;
  #lookedAgain = 0;
  #trouble;
  #listening = new AbortController();

  constructor() {
    this.#timer = setInterval(() => this.#show(), TICK);
    document.addEventListener(
      'visibilitychange',
      () => {
        this.#lookedAgain = Date.now();
      },
      { signal: this.#listening.signal },
    );
  }

  /** There are numbers as of then. */
  seen(at) {
    this.#at = at;
    this.#trouble = undefined;
    asOf(this.#label, at);
    this.#show();
  }

  /** A look has failed. */
  failed(error) {
    this.#trouble = error.words;
    this.#show();
  }

  stop() {
    clearInterval(this.#timer);
    this.#listening.abort();
    dated.delete(this.#label);
    this.#label.textContent = '';
    this.#banner.hidden = true;
    delete document.body.dataset.old;
  }

  #show() {
    const now = Date.now();
    const old = this.#at !== undefined && now - this.#at > OLD_AFTER;
    document.body.toggleAttribute('data-old', old);
    this.#banner.hidden = !old || now - this.#lookedAgain < GRACE;
    if (old) {
      write(this.#age, words.staleAge(this.#at, now - this.#at));
      write(this.#why, this.#trouble ?? words.lookingAgain);
    }
  }
}

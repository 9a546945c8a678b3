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

/**
 * Watches over all numbers, whoever asks for them: as soon as one of them gets no new ones, a banner
 * says how old these are, and stays until all have new ones.
 */
export class Freshness {
  #banner = find('stale');
  #age = find('stale-age');
  #why = find('stale-why');
  /** By who asks: as of when its numbers are, after how long they are old, and its trouble, if any. */
  #views = new Map();
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

  /** There are numbers as of then, for whoever has asked. */
  seen(asker, at, oldAfter = OLD_AFTER) {
    const before = this.#views.get(asker)?.at ?? at;
    this.#views.set(asker, { at: Math.max(at, before), oldAfter });
    this.#refusals = 0;
    asOf(find('as-of'), this.#newest(), oldAfter);
    this.#show();
  }

  /** A look has failed. Who has seen nothing yet lacks what is newer than all that others have. */
  failed(asker, error) {
    const { at = this.#newest(), oldAfter = OLD_AFTER } = this.#views.get(asker) ?? {};
    this.#views.set(asker, { at, oldAfter, trouble: error });
    this.#refusals = error.kind === 'key' ? this.#refusals + 1 : 0;
    if (this.#refusals >= BELIEVED) {
      this.#locked(error);
    }
    this.#show();
  }

  /** Nobody looks any more at what this one has asked for. */
  forget(asker) {
    this.#views.delete(asker);
  }

  #newest() {
    const times = [...this.#views.values()].map(({ at }) => at).filter((at) => at !== undefined);
    return times.length > 0 ? Math.max(...times) : undefined;
  }

  #show() {
    if (this.#newest() === undefined || document.hidden) {
      return;
    }
    const [oldest] = [...this.#views.values()].filter(isOld).sort((one, other) => one.at - other.at);
    const why = oldest?.trouble?.words ?? words.lookingAgain;
    document.body.toggleAttribute('data-old', oldest !== undefined);
    this.#warn(oldest !== undefined && Date.now() - this.#backAt > GRACE, why);
    if (oldest) {
      write(this.#age, words.staleAge(oldest.at, Date.now() - oldest.at));
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
}

/** Services answer with 503 only when what they know themselves has become too old. */
function isOld({ at, oldAfter, trouble }) {
  return at !== undefined && (Date.now() - at > oldAfter || trouble?.status === 503);
}

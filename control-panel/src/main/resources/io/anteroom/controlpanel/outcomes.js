// Says what came of what somebody did, aloud and in writing, and keeps it: the last one in sight, the
// ones before in a list.

import { find, make } from './elements.js';
import { words } from './words.js';

const MOST = 20;

/** What each kind looks like, and where it is said aloud. */
const KINDS = {
  done: { look: 'done', voice: 'said' },
  failed: { look: 'danger', voice: 'said-at-once' },
  unknown: { look: 'warning', voice: 'said-at-once' },
  doing: { look: '', voice: 'said' },
};

export class Outcomes {
  #section = find('outcomes');
  #last = make('p');
  #earlier = make('ol', { reversed: true });
  #more = make('details', {}, make('summary', {}, words.earlier), this.#earlier);
  #doing;

  constructor() {
    this.#section.replaceChildren(this.#last, this.#more);
  }

  /** `kind`: "done", "failed", "unknown", or "doing" for what ends with one of the others. */
  say(text, kind = 'done') {
    const { look, voice } = KINDS[kind];
    if (this.#last.hasChildNodes() && !this.#doing) {
      this.#earlier.prepend(make('li', {}, ...this.#last.childNodes));
      this.#earlier.children[MOST]?.remove();
    }
    this.#doing = kind === 'doing';
    const now = Date.now();
    this.#last.replaceChildren(
      make('time', { datetime: new Date(now).toISOString() }, words.time(now)),
      ' ',
      make('strong', {}, words.outcome[kind]),
      ` ${text}`,
    );
    this.#section.className = `strip ${look}`;
    this.#section.hidden = false;
    this.#more.hidden = !this.#earlier.hasChildNodes();
    find(voice).textContent = `${words.outcome[kind]} ${text}`;
  }
}

// Says as of when a part of the page is, and, where it gets old or there is nothing yet, why.

import { make, write } from './elements.js';
import { asOf } from './fresh.js';

export class Standing {
  /** To be put where they belong. */
  asOf = make('p', { class: 'as-of', hidden: true });
  note = make('p', { hidden: true });
  #oldAfter;

  constructor(oldAfter) {
    this.#oldAfter = oldAfter;
  }

  /** Of what is known, as asked.js tells it; `remark` is what to say where it is not old. */
  show({ body, at, trouble }, remark = '', look = 'quiet') {
    this.asOf.hidden = !body;
    if (body) {
      asOf(this.asOf, at, this.#oldAfter);
    }
    if (body && !this.isOld(at)) {
      this.#say(remark, look);
    } else if (body || trouble) {
      this.#say(trouble?.words ?? 'No newer numbers come.', 'strip warning');
    } else {
      this.#say('Looking…', 'quiet');
    }
  }

  isOld(at) {
    return Date.now() - at > this.#oldAfter;
  }

  #say(text, look) {
    this.note.hidden = !text;
    this.note.className = look;
    write(this.note, text);
  }
}

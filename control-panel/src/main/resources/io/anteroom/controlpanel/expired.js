// Whose tokens have expired: asked for when somebody wants to know, and saved as a file. There may be
// very many.

import { CallError } from './api.js';
import { attempt } from './attempt.js';
import { make, write } from './elements.js';
import { counted } from './numbers.js';
import { words } from './words.js';

/** By then the browser has taken over a file to be saved. */
const TAKEN_AFTER = 10_000;

export class Expired {
  element;
  #api;
  #say;
  #ask = make('button', { type: 'button', class: 'button small' }, 'Look for expired tokens');
  #save = make('button', { type: 'button', class: 'button small' }, 'Save their request ids');
  #found = make('span', { class: 'number' });
  #room;
  #ids;
  #busy = false;

  constructor(api, say) {
    this.#api = api;
    this.#say = say;
    this.element = make('p', { class: 'actions' }, this.#ask, this.#found, this.#save);
    this.#ask.addEventListener('click', () => this.#look());
    this.#save.addEventListener('click', () => this.#download());
  }

  show(room) {
    this.#room = room;
  }

  hide() {
    this.#room = undefined;
    this.#tell([], '');
  }

  async #look() {
    if (this.#busy) {
      return;
    }
    const room = this.#room;
    this.#busy = true;
    this.#ask.setAttribute('aria-busy', 'true');
    try {
      const ids = await attempt(this.#say, {
        what: `Look for expired tokens of ${room}`,
        act: () => this.#api.get('/expired_tokens', { event_id: room }),
        done: (ids) => `${sum(ids, `of ${room} `)} expired.`,
      });
      if (room === this.#room) {
        this.#tell(ids, `${sum(ids, '')} expired, as of ${words.time(Date.now())}.`);
      }
    } catch (error) {
      if (!(error instanceof CallError)) {
        throw error;
      }
    } finally {
      this.#ask.removeAttribute('aria-busy');
      this.#busy = false;
    }
  }

  #tell(ids, found) {
    this.#ids = ids;
    write(this.#found, found);
    this.#save.hidden = ids.length === 0;
  }

  #download() {
    const file = new Blob([JSON.stringify(this.#ids)], { type: 'application/json' });
    const address = URL.createObjectURL(file);
    make('a', { href: address, download: `expired-tokens-${this.#room}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), TAKEN_AFTER);
  }
}

function sum(ids, where) {
  return counted(ids.length, `token ${where}has`, `tokens ${where}have`);
}

// The room that is open: looks at it again and again, and hands what it sees to the parts that show it.

import { Counter } from './counter.js';
import { Danger } from './danger.js';
import { find, write } from './elements.js';
import { PARTS } from './parts.js';
import { every } from './poll.js';
import { isName, pathOf } from './room-calls.js';
import { showStates } from './states.js';
import { Switches } from './switches.js';
import { words } from './words.js';

const OFTEN = 2_000;

export class OpenRoom {
  #api;
  #fresh;
  #poll;
  #parts;
  /** Undefined for none; null before anybody has said. */
  #name = null;
  #room;

  /** `lookAtAll()` has the list of rooms looked at again. */
  constructor(api, say, fresh, form, lookAtAll) {
    this.#api = api;
    this.#fresh = fresh;
    const look = () => {
      lookAtAll();
      return this.#lookNow();
    };
    const switches = new Switches(api, say, look);
    const counter = new Counter(find('counter'), api, say, look);
    this.ask = (name) => this.#room && switches.ask(name);
    this.edit = () => this.#room && form.edit(this.#room);
    this.move = () => this.#room && counter.focus();
    find('settings').addEventListener('click', this.edit);
    this.#parts = [
      switches,
      counter,
      form,
      new Danger(find('danger'), api, say, lookAtAll),
      ...Object.entries(PARTS).map(([id, Part]) => {
        find(id).hidden = false;
        return new Part(find(id), api, say);
      }),
    ];
    this.#poll = every(OFTEN, () => this.#look());
  }

  look() {
    this.#poll.now();
  }

  /** Opens a room by its name; undefined closes the one that is open. */
  open(name) {
    if (name !== this.#name) {
      this.#hide();
      this.#fresh.forget(this);
      this.#name = name;
      this.#none(name === undefined ? words.chooseRoom : words.openingRoom(name));
      this.#poll.now();
    }
  }

  #none(text) {
    find('no-room').hidden = false;
    find('no-room').textContent = text;
    document.title = words.title;
  }

  #hide() {
    this.#room = undefined;
    find('room').hidden = true;
    for (const part of this.#parts) {
      part.hide?.();
    }
  }

  /** Whoever has just done something wants to see it, and not what was asked for before. */
  async #lookNow() {
    try {
      await this.#look();
    } catch {
      // The next look tells.
    }
    return this.#room;
  }

  async #look() {
    const name = this.#name;
    if (!name) {
      return;
    }
    const seenAt = Date.now();
    try {
      if (!isName(name)) {
        this.#gone(name);
        return;
      }
      const room = await this.#api.get(pathOf(name));
      this.#fresh.seen(this, seenAt);
      if (name === this.#name && seenAt >= (this.#room?.seenAt ?? 0)) {
        this.#show({ ...room, seenAt });
      }
    } catch (error) {
      if (error.status === 404) {
        this.#fresh.seen(this, seenAt);
        this.#gone(name);
      } else {
        this.#fresh.failed(this, error);
        throw error;
      }
    }
  }

  #gone(name) {
    if (name === this.#name) {
      this.#hide();
      this.#none(words.noSuchRoom(name));
    }
  }

  #show(room) {
    const first = this.#room === undefined;
    this.#room = room;
    find('no-room').hidden = true;
    find('room').hidden = false;
    write(find('room-name'), room.event_id);
    showStates(find('room-state'), room);
    document.title = words.roomTitle(room);
    for (const part of this.#parts) {
      part.show(room);
    }
    if (first && [document.body, find('main')].includes(document.activeElement)) {
      find('room-name').focus();
    }
  }
}

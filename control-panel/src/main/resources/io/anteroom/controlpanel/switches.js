// Pauses and closes a room, and the other way round.

import { ask, fromTo } from './ask.js';
import { attempt } from './attempt.js';
import { find, make, write } from './elements.js';
import { change } from './room-calls.js';
import { statesOf } from './states.js';
import { words } from './words.js';

const FIELDS = { pause: 'paused', close: 'closed' };

export class Switches {
  #api;
  #say;
  #look;
  #room;

  /** `look()` has the room looked at again. */
  constructor(api, say, look) {
    this.#api = api;
    this.#say = say;
    this.#look = look;
    for (const name of Object.keys(FIELDS)) {
      find(name).addEventListener('click', () => this.ask(name));
    }
  }

  show(room) {
    this.#room = room;
    for (const [name, field] of Object.entries(FIELDS)) {
      write(find(name), `${words.turn[field][!room[field]]}…`);
    }
  }

  /** `name` is "pause" or "close"; asks for the opposite of what is. */
  ask(name) {
    const room = this.#room;
    const field = FIELDS[name];
    const on = !room[field];
    const verb = words.turn[field][on];
    const after = { ...room, [field]: on };
    ask({
      title: `${verb} ${room.event_id}?`,
      content: [fromTo(inWords(room), inWords(after)), make('p', {}, words.turned[field][on])],
      action: verb,
      act: () => this.#turn(room.event_id, { [field]: on }, verb),
    });
  }

  async #turn(name, settings, verb) {
    try {
      await attempt(this.#say, {
        what: `${verb} ${name}`,
        act: () => change(this.#api, name, settings),
        done: (room) => words.isNow(name, inWords(room)),
      });
    } finally {
      this.#look();
    }
  }
}

function inWords(room) {
  return statesOf(room)
    .map((state) => words.state[state])
    .join(words.and);
}

// What can't be undone: resets and retires a room. Apart from everything else, and only with its name
// typed.

import { Key } from './api.js';
import { ask, fromTo } from './ask.js';
import { attempt } from './attempt.js';
import { make } from './elements.js';
import { retire } from './room-calls.js';
import { words } from './words.js';

export class Danger {
  #api;
  #say;
  #look;
  #room;

  /** `look()` has all rooms looked at again. */
  constructor(element, api, say, look) {
    this.#api = api;
    this.#say = say;
    this.#look = look;
    element.append(
      make(
        'ul',
        {},
        row(words.resetHint, words.reset, () => this.#reset()),
        row(words.retireHint, words.retire, () => this.#retire()),
      ),
    );
  }

  show(room) {
    this.#room = room;
  }

  #reset() {
    const room = this.#room;
    const name = room.event_id;
    const key = new Key();
    const { count } = words;
    this.#ask(
      room,
      words.reset,
      [
        make('dt', {}, words.numbersGiven),
        make('dd', {}, fromTo(count(room.queue_counter), '0')),
        make('dt', {}, words.servingCounter),
        make('dd', {}, fromTo(count(room.serving_counter), '0')),
        make('dt', {}, words.peopleInLine),
        make('dd', {}, fromTo(count(room.waiting_num), '0')),
      ],
      {
        warning: words.resetWarning,
        act: () => this.#api.post('/reset_initial_state', { event_id: name }, key),
        done: () => words.wasReset(name),
      },
    );
  }

  #retire() {
    const room = this.#room;
    const name = room.event_id;
    this.#ask(
      room,
      words.retire,
      [
        make('dt', {}, words.theRoom),
        make('dd', {}, fromTo(name, words.none)),
        make('dt', {}, words.peopleInLine),
        make('dd', {}, fromTo(words.count(room.waiting_num), '0')),
      ],
      {
        warning: words.retireWarning,
        act: () => retire(this.#api, name),
        done: () => words.wasRetired(name),
      },
    );
  }

  #ask(room, verb, facts, { warning, act, done }) {
    const name = room.event_id;
    ask({
      title: `${verb} ${name}?`,
      content: [make('p', {}, warning), make('dl', { class: 'changes' }, ...facts)],
      action: `${verb} ${name}`,
      dangerous: true,
      typed: name,
      act: async () => {
        try {
          await attempt(this.#say, { what: `${verb} ${name}`, act, done });
        } finally {
          this.#look();
        }
      },
    });
  }
}

function row(hint, verb, act) {
  const button = make('button', { class: 'button danger', type: 'button' }, `${verb}…`);
  button.addEventListener('click', act);
  return make('li', { class: 'head' }, make('p', {}, hint), button);
}

// Moves the serving counter: by a step at once, by a number of one's own after a look at what it means.

import { CallError, Key } from './api.js';
import { ask, fromTo } from './ask.js';
import { attempt } from './attempt.js';
import { make, write } from './elements.js';
import { asOf } from './fresh.js';
import { effect, read } from './moves.js';
import { words } from './words.js';

const STEPS = [1, 10, 100];

export class Counter {
  #api;
  #say;
  #look;
  #room;
  #moving = false;
  #asOf = make('p', { class: 'as-of' });
  #serving = make('span', { class: 'number' });
  #waiting = make('span', { class: 'number' });
  #given = make('span', { class: 'number' });
  #bar = make('progress', { 'aria-label': words.ofNumbers });
  #steps = STEPS.map((by) => this.#step(by));
  #input = make('input', {
    id: 'by',
    inputmode: 'numeric',
    autocomplete: 'off',
    'aria-describedby': 'by-means',
  });
  #means = make('p', { id: 'by-means', class: 'quiet' });
  #move = make('button', { class: 'button', type: 'submit' }, `${words.move}…`);
  #paused = make('p', { class: 'strip warning', hidden: true }, words.pausedStands);
  #again = make('button', { class: 'button', type: 'button' });
  #doubts = make(
    'p',
    { class: 'strip warning actions', hidden: true },
    this.#again,
    make('span', {}, words.askAgainHint),
  );
  /** By room, the move that may or may not have been done. */
  #unsure = new Map();

  /** `look()` has the room looked at again. */
  constructor(element, api, say, look) {
    this.#api = api;
    this.#say = say;
    this.#look = look;
    const form = make(
      'form',
      { class: 'own', autocomplete: 'off' },
      make('p', { class: 'field' }, make('label', { for: 'by' }, words.moveBy), this.#input),
      this.#move,
      this.#means,
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#askOwn();
    });
    this.#input.addEventListener('input', () => this.#weigh());
    this.#again.addEventListener('click', () => this.#retry());
    element.append(
      this.#asOf,
      make('p', { class: 'serving' }, `${words.nowServing} `, this.#serving),
      this.#bar,
      make('p', { class: 'quiet' }, this.#waiting, ` ${words.waitOf} `, this.#given),
      this.#paused,
      make(
        'p',
        { class: 'actions', role: 'group', 'aria-label': words.letIn },
        ...this.#steps.map(({ button }) => button),
      ),
      form,
      this.#doubts,
    );
  }

  show(room) {
    const another = room.event_id !== this.#room?.event_id;
    this.#room = room;
    const { serving_counter: serving, queue_counter: given, paused } = room;
    asOf(this.#asOf, room.seenAt);
    write(this.#serving, words.count(serving));
    write(this.#waiting, words.people(room.waiting_num));
    write(this.#given, words.count(given));
    this.#bar.max = Math.max(given, serving, 1);
    this.#bar.value = serving;
    for (const { by, to, button } of this.#steps) {
      write(to, words.fromTo(serving, serving + by));
      button.disabled = paused;
    }
    this.#paused.hidden = !paused;
    this.#input.disabled = paused;
    this.#move.disabled = paused;
    if (another) {
      this.#input.value = '';
    }
    this.#showDoubt();
    this.#weigh();
  }

  focus() {
    this.#input.focus();
  }

  #step(by) {
    const to = make('span', { class: 'number' });
    const button = make(
      'button',
      { class: 'button step', type: 'button' },
      make('span', {}, words.by(by)),
      ' ',
      to,
    );
    button.addEventListener('click', () =>
      this.#run({ by, event: this.#room.event_id }).catch(ignored),
    );
    return { by, to, button };
  }

  #weigh() {
    const empty = this.#input.value.trim() === '';
    const own = read(this.#input.value, this.#room);
    const wrong = !empty && own.by === undefined;
    this.#input.setAttribute('aria-invalid', wrong);
    write(this.#means, empty ? words.moveHint : own.words);
    write(
      this.#move,
      own.by === undefined
        ? `${words.move}…`
        : `${words.move} ${words.fromTo(this.#room.serving_counter, own.to)}…`,
    );
  }

  #askOwn() {
    const { by, words: why } = read(this.#input.value, this.#room);
    if (by === undefined) {
      write(this.#means, why);
      this.#input.setAttribute('aria-invalid', true);
      this.#input.focus();
    } else {
      this.#askFor(by);
    }
  }

  /** The move holds from where the room stands now, and from nowhere else. */
  #askFor(by, before = []) {
    const room = this.#room;
    const from = room.serving_counter;
    ask({
      title: words.moveRoom(room.event_id, by),
      content: [
        ...before,
        fromTo(words.count(from), words.count(from + by)),
        make('p', {}, effect(room, by)),
      ],
      action: words.moveTo(from + by),
      act: () => this.#runFrom(room, by),
    });
  }

  async #runFrom(room, by) {
    try {
      await this.#run({ by, event: room.event_id, version: room.serving_version });
      this.#input.value = '';
      this.#weigh();
    } catch (error) {
      if (error.status !== 409) {
        throw error;
      }
      await this.#askAnew(by, room, error);
    }
  }

  /** Somebody else was faster: shows where the room stands by now, and asks again. */
  async #askAnew(by, before, error) {
    const room = await this.#look();
    if (room?.event_id !== before.event_id || room.paused || room.serving_counter + by < 0) {
      throw error;
    }
    const moved = words.movedMeanwhile(before.serving_counter, room.serving_counter);
    this.#askFor(by, [make('p', { class: 'strip warning' }, moved)]);
  }

  async #run(move) {
    if (this.#moving) {
      throw new CallError('unfit', { said: words.oneAtATime });
    }
    this.#busy(true);
    const { by, event, version, key = new Key() } = move;
    try {
      await attempt(this.#say, {
        what: words.movingBy(event, by),
        act: () =>
          this.#api.post(
            '/increment_serving_counter',
            { event_id: event, increment_by: by, expected_serving_version: version },
            key,
          ),
        done: ({ serving_num: now }) => words.moved(event, now - by, now),
      });
      this.#unsure.delete(event);
    } catch (error) {
      if (error.kind === 'unknown') {
        this.#unsure.set(event, { ...move, key });
      } else {
        this.#unsure.delete(event);
      }
      throw error;
    } finally {
      this.#busy(false);
      this.#showDoubt();
      this.#look();
    }
  }

  #busy(busy) {
    this.#moving = busy;
    for (const { button } of this.#steps) {
      button.setAttribute('aria-busy', busy);
    }
  }

  #showDoubt() {
    const move = this.#unsure.get(this.#room.event_id);
    this.#doubts.hidden = !move;
    write(this.#again, move ? words.askAgain(move.by) : '');
  }

  #retry() {
    this.#run(this.#unsure.get(this.#room.event_id)).catch(ignored);
  }
}

/** It has been said already. */
function ignored(error) {
  if (!(error instanceof CallError)) {
    throw error;
  }
}

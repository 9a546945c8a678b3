// One inlet: its state, what it does, its last move, and two switches.

import { make, write } from './elements.js';
import { duration } from './numbers.js';
import { words } from './words.js';

/** By what holds it: what to say, and the look of it. */
const STATES = {
  null: { said: 'Moves the counter', look: 'open' },
  paused: { said: 'Paused', look: 'paused' },
  room_paused: { said: 'Holds: the room is paused', look: 'paused' },
  alarm: { said: 'Holds: its alarm rings, or can’t be read', look: 'trouble' },
  outside_of_its_time: { said: 'Holds: not begun yet, or over', look: 'closed' },
  full: { said: 'Holds: the site is full', look: 'closed' },
  unreachable: { said: 'Holds: it can’t reach the private API or the log', look: 'trouble' },
  unknown_room: { said: 'Holds: it knows no such room', look: 'trouble' },
};

const STRATEGIES = {
  periodic: ({ increment_by, every, smooth, alarm, start, end }) =>
    [
      `lets ${words.count(increment_by)} in every ${duration(every)}`,
      smooth && 'spread over the seconds',
      alarm && `holds while the alarm ${alarm} rings`,
      start > 0 && `from ${moment(start)}`,
      end > 0 && `until ${moment(end)}`,
    ],
  max_size: ({ max_size, queue_url, topic_arn }) => [
    `lets one in for each who leaves, ${words.count(max_size)} at a time at most`,
    queue_url && `told by ${lastOf(queue_url, '/')}`,
    topic_arn && `told by ${lastOf(topic_arn, ':')}`,
  ],
  refill: ({ max_size, look_every }) => [
    `keeps the site at ${words.count(max_size)}`,
    `looks every ${duration(look_every)}`,
  ],
};

export class InletItem {
  element;
  #state = make('span', { class: 'state' });
  #dry = make('span', { class: 'state dry' }, 'Dry run');
  #strategy = make('p');
  #last = make('p', { class: 'quiet number' });
  #pause = make('button', { type: 'button', class: 'button small' });
  #try = make('button', { type: 'button', class: 'button small' });
  #inlet;
  #busy = false;

  /** `act({ what, change, done })` is asked to change it; what that is called, now and once it is done. */
  constructor(name, act) {
    this.element = make(
      'li',
      {},
      make('h4', {}, name),
      make('p', { class: 'states' }, this.#state, this.#dry),
      this.#strategy,
      this.#last,
      make('p', { class: 'actions' }, this.#pause, this.#try),
    );
    this.#on(this.#pause, act, ({ paused }) => ({
      what: `${words.turn.paused[!paused]} inlet ${name}`,
      change: { paused: !paused },
      done: paused ? `Inlet ${name} goes on.` : `Inlet ${name} is paused.`,
    }));
    this.#on(this.#try, act, ({ dry_run: dry }) => ({
      what: dry ? `Have inlet ${name} move the counter` : `Have inlet ${name} run dry`,
      change: { dry_run: !dry },
      done: dry
        ? `Inlet ${name} moves the counter.`
        : `Inlet ${name} runs dry: its log says what it would do.`,
    }));
  }

  show(inlet) {
    this.#inlet = inlet;
    const { said, look } = STATES[inlet.holds] ?? { said: `Holds: ${inlet.holds}`, look: 'trouble' };
    write(this.#state, said);
    this.#state.className = `state ${look}`;
    this.#dry.hidden = !inlet.dry_run;
    write(this.#strategy, strategyOf(inlet));
    write(this.#last, lastMoveOf(inlet));
    label(this.#pause, words.turn.paused[!inlet.paused], inlet.inlet);
    label(this.#try, inlet.dry_run ? 'In earnest' : 'Dry run', inlet.inlet);
  }

  /** One change at a time; the button keeps the focus. */
  #on(button, act, whatOf) {
    button.addEventListener('click', async () => {
      if (this.#busy) {
        return;
      }
      this.#busy = true;
      button.setAttribute('aria-busy', 'true');
      try {
        await act(whatOf(this.#inlet));
      } finally {
        button.removeAttribute('aria-busy');
        this.#busy = false;
      }
    });
  }
}

/** With the name for whoever hears the button without what is around it. */
function label(button, text, name) {
  if (button.firstChild?.textContent !== text) {
    button.replaceChildren(text, make('span', { class: 'heard-only' }, ` ${name}`));
  }
}

function strategyOf(inlet) {
  const parts = STRATEGIES[inlet.strategy]?.(inlet) ?? [];
  return `${inlet.strategy}: ${parts.filter(Boolean).join(', ')}`;
}

function lastMoveOf({ last_move }) {
  if (!last_move) {
    return 'No move since it runs.';
  }
  const { at, by, serving_num } = last_move;
  return `Last move: ${moment(at)}, ${words.by(by)} to ${words.count(serving_num)}`;
}

/** Today it is the time that counts. */
function moment(seconds) {
  const at = new Date(seconds * 1_000);
  const today = at.toDateString() === new Date().toDateString();
  return today ? words.time(at) : at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

function lastOf(text, separator) {
  return text.slice(text.lastIndexOf(separator) + 1);
}

// The inlets of a room: whether each moves the counter, and why not; pauses them, and lets them go on.

import { CallError } from './api.js';
import { asked } from './asked.js';
import { attempt } from './attempt.js';
import { make } from './elements.js';
import { InletItem } from './inlet-item.js';
import { keep } from './lists.js';
import { Standing } from './standing.js';

const EVERY = 5_000;

const NONE = 'No inlet moves the counter of this room: it moves by hand, or as positions expire.';

export class Inlets {
  #api;
  #say;
  #standing = new Standing(3 * EVERY);
  #list = make('ul', { class: 'inlets', hidden: true });
  #items = new WeakMap();
  #room;
  #asking;
  /** What was asked for before is old. */
  #changedAt = 0;

  constructor(element, api, say) {
    this.#api = api;
    this.#say = say;
    element.append(this.#standing.asOf, this.#standing.note, this.#list);
  }

  show({ event_id: room }) {
    if (this.#room !== room) {
      this.hide();
      this.#room = room;
      this.#asking = asked(
        EVERY,
        () => this.#api.get('/inlets'),
        (known) => this.#tell(known),
      );
    }
  }

  hide() {
    this.#asking?.stop();
    this.#room = undefined;
    this.#tell({});
  }

  #tell(known) {
    if (known.at < this.#changedAt) {
      return;
    }
    const inlets = known.body?.inlets.filter(({ event_id: room }) => room === this.#room) ?? [];
    this.#list.hidden = inlets.length === 0;
    this.#fill(inlets);
    this.#standing.show(known, inlets.length === 0 ? NONE : '');
  }

  #fill(inlets) {
    keep(this.#list, inlets, {
      key: ({ inlet }) => inlet,
      make: ({ inlet }) => {
        const item = new InletItem(inlet, (what) => this.#change(item, inlet, what));
        this.#items.set(item.element, item);
        return item.element;
      },
      update: (element, inlet) => this.#items.get(element).show(inlet),
    });
  }

  async #change(item, inlet, { what, change, done }) {
    try {
      await attempt(this.#say, {
        what,
        act: async () => {
          item.show(await this.#api.put(`/inlets/${inlet}`, change));
          this.#changedAt = Date.now();
        },
        done: () => done,
      });
    } catch (error) {
      if (!(error instanceof CallError)) {
        throw error;
      }
    }
    this.#asking.now();
  }
}

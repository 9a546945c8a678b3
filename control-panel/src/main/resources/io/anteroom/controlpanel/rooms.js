// The list of all rooms, each with what is to be known at a glance.

import { find, make, write } from './elements.js';
import { asOf } from './fresh.js';
import { every } from './poll.js';
import { showStates } from './states.js';
import { words } from './words.js';

const OFTEN = 2_000;
/** A thousand rooms are half a megabyte. */
const SELDOM = 15_000;
const FEW = 100;
/** Of a thousand rooms each. */
const MOST_PAGES = 5;
/** More than somebody sees at once. */
const WORTH_A_FILTER = 8;

export class Rooms {
  #api;
  #fresh;
  #poll;
  #list = find('rooms-list');
  #filter = find('filter');
  #note = find('rooms-note');
  #asOf = find('rooms-as-of');
  /** By name, in the order of names. */
  #items = new Map();
  #open;
  #notBefore = 0;

  /** `looked(names)` is called with each look at all rooms. */
  constructor(api, fresh, looked) {
    this.#api = api;
    this.#fresh = fresh;
    this.#filter.addEventListener('input', () => this.#sift());
    this.#poll = every(OFTEN, async () => {
      if (Date.now() >= this.#notBefore) {
        await this.#look();
        looked([...this.#items.keys()]);
      }
    });
  }

  look() {
    this.#notBefore = 0;
    this.#poll.now();
  }

  /** Marks the room that is open; undefined for none. */
  mark(open) {
    this.#open = open;
    for (const [name, item] of this.#items) {
      item.mark(name === open);
    }
  }

  /** The room so many places below the open one, in sight. */
  neighbour(steps) {
    const names = [...this.#items].filter(([, item]) => item.isInSight).map(([name]) => name);
    const here = names.indexOf(this.#open);
    const there = here < 0 ? 0 : Math.min(Math.max(here + steps, 0), names.length - 1);
    return names[there];
  }

  async #look() {
    const seenAt = Date.now();
    try {
      const { rooms, more } = await this.#all();
      const many = rooms.length > FEW;
      this.#notBefore = many ? seenAt + SELDOM : 0;
      this.#show(rooms, more);
      const oldAfter = many ? 2 * SELDOM : undefined;
      asOf(this.#asOf, seenAt, oldAfter);
      this.#asOf.hidden = !many;
      this.#fresh.seen(this, seenAt, oldAfter);
    } catch (error) {
      this.#fresh.failed(this, error);
      throw error;
    }
  }

  async #all() {
    const rooms = [];
    let after;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { events, next } = await this.#api.get('/events', after && { after });
      rooms.push(...events);
      after = next;
      if (!next) {
        break;
      }
    }
    return { rooms, more: after !== undefined };
  }

  #show(rooms, more) {
    const names = new Set(rooms.map((room) => room.event_id));
    for (const [name, item] of this.#items) {
      if (!names.has(name)) {
        item.element.remove();
      }
    }
    const before = this.#items;
    this.#items = new Map();
    rooms.forEach((room, place) => {
      const item = before.get(room.event_id) ?? new Item(room.event_id);
      this.#items.set(room.event_id, item);
      item.show(room);
      item.mark(room.event_id === this.#open);
      if (this.#list.children[place] !== item.element) {
        this.#list.insertBefore(item.element, this.#list.children[place] ?? null);
      }
    });
    find('rooms-filter').hidden = rooms.length < WORTH_A_FILTER;
    this.#note.hidden = !more && rooms.length > 0;
    write(this.#note, more ? words.moreRooms(rooms.length) : words.noRooms);
    this.#sift();
  }

  #sift() {
    const wanted = this.#filter.value.trim().toLowerCase();
    for (const [name, item] of this.#items) {
      item.element.hidden = !name.toLowerCase().includes(wanted);
    }
  }
}

class Item {
  #link;
  #states = make('span', { class: 'states' });
  #waiting = make('span', { class: 'number' });
  #serving = make('span', { class: 'number' });

  constructor(name) {
    this.#link = make(
      'a',
      { href: `#${new URLSearchParams({ room: name })}` },
      make('strong', {}, name),
      this.#states,
      make(
        'span',
        { class: 'quiet' },
        this.#waiting,
        ` ${words.wait} · ${words.serving} `,
        this.#serving,
      ),
    );
    this.element = make('li', {}, this.#link);
  }

  get isInSight() {
    return !this.element.hidden;
  }

  show(room) {
    showStates(this.#states, room);
    write(this.#waiting, words.count(room.waiting_num));
    write(this.#serving, words.count(room.serving_counter));
  }

  mark(open) {
    if (open) {
      this.#link.setAttribute('aria-current', 'page');
    } else {
      this.#link.removeAttribute('aria-current');
    }
  }
}

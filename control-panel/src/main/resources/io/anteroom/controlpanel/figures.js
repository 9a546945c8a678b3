// The counters and settings of a room, how many are in, and whose tokens have expired.

import { asked } from './asked.js';
import { make, write } from './elements.js';
import { Expired } from './expired.js';
import { asOf } from './fresh.js';
import { settingsIn } from './settings.js';
import { words } from './words.js';

const EVERY = 5_000;
const OLD_AFTER = 3 * EVERY;

/** In the words of the contract, each with what it means. */
const LINE = [
  ['queue_counter', 'Queue counter', 'last number given'],
  ['serving_counter', 'Serving counter', 'last number served'],
  ['waiting_num', 'Waiting', 'numbered, without a token'],
  ['claimable_num', 'Claimable', 'served, may still come'],
  ['expired_positions', 'Expired positions', 'served, but never came'],
  ['handed_on', 'Handed on', 'passed to the next in line'],
];
const SESSIONS = [
  ['token_counter', 'Tokens', 'made in this generation'],
  ['completed_sessions', 'Completed', 'sessions'],
  ['abandoned_sessions', 'Abandoned', 'sessions'],
];

export class Figures {
  #api;
  #asOf = make('p', { class: 'as-of' });
  #counters = new Map([...LINE, ...SESSIONS].map(([name]) => [name, make('dd')]));
  #active = make('dd');
  #activeAsOf = make('dd', { class: 'as-of' });
  #settings = make('dl', { class: 'settings' });
  #expired;
  #room;
  #asking;

  constructor(element, api, say) {
    this.#api = api;
    this.#expired = new Expired(api, say);
    element.append(
      this.#asOf,
      make('dl', { class: 'facts' }, ...LINE.map((counter) => this.#fact(counter))),
      make(
        'dl',
        { class: 'facts' },
        make('div', { class: 'ages' }, make('dt', {}, 'Active tokens'), this.#active, this.#activeAsOf),
        ...SESSIONS.map((counter) => this.#fact(counter)),
      ),
      this.#expired.element,
      make('details', {}, make('summary', {}, 'Settings'), this.#settings),
    );
  }

  show(room) {
    if (this.#room !== room.event_id) {
      this.hide();
      this.#room = room.event_id;
      this.#asking = asked(
        EVERY,
        () => this.#api.get('/num_active_tokens', { event_id: room.event_id }),
        (known) => this.#tell(known),
      );
      this.#expired.show(room.event_id);
    }
    asOf(this.#asOf, room.seenAt);
    this.#counters.forEach((figure, name) => write(figure, words.count(room[name])));
    this.#showSettings(room);
  }

  hide() {
    this.#asking?.stop();
    this.#room = undefined;
    this.#tell({});
    this.#expired.hide();
  }

  #fact([name, title, meaning]) {
    return make(
      'div',
      {},
      make('dt', {}, title),
      this.#counters.get(name),
      make('dd', { class: 'quiet' }, meaning),
    );
  }

  #tell({ body, at, trouble }) {
    write(this.#active, body ? words.count(body.active_tokens) : trouble ? 'not known' : '…');
    this.#activeAsOf.hidden = !body;
    if (body) {
      asOf(this.#activeAsOf, at, OLD_AFTER);
    }
  }

  #showSettings(room) {
    const settings = settingsIn(room);
    if (!this.#settings.hasChildNodes()) {
      this.#settings.append(
        ...settings.map(({ label }) => make('div', {}, make('dt', {}, label), make('dd'))),
      );
    }
    settings.forEach(({ value }, index) =>
      write(this.#settings.children[index].lastElementChild, value),
    );
  }
}

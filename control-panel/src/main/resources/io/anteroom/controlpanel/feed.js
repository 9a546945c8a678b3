// What happened in a room in the last hour, the newest first. It is not read aloud by itself: in a busy
// room there would be no end to it.

import { asked } from './asked.js';
import { make, write } from './elements.js';
import { isDone, wordsOf } from './happened.js';
import { keep } from './lists.js';
import { Standing } from './standing.js';
import { words } from './words.js';

const EVERY = 5_000;

export class Feed {
  #api;
  #standing = new Standing(3 * EVERY);
  #onlyDone = make('input', { id: 'only-done', type: 'checkbox' });
  #list = make('ol', { class: 'happened' });
  #body = make(
    'div',
    { hidden: true },
    make(
      'p',
      { class: 'choice' },
      this.#onlyDone,
      make('label', { for: 'only-done' }, 'Only what somebody did'),
    ),
    make('div', { class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': 'Entries' }, this.#list),
  );
  #room;
  #asking;
  #known = {};

  constructor(element, api) {
    this.#api = api;
    element.append(this.#standing.asOf, this.#standing.note, this.#body);
    this.#onlyDone.addEventListener('change', () => this.#draw());
  }

  show({ event_id: room }) {
    if (this.#room !== room) {
      this.hide();
      this.#room = room;
      this.#asking = asked(
        EVERY,
        () => this.#api.get('/room_feed', { event_id: room }),
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
    this.#known = known;
    this.#draw();
  }

  #draw() {
    const entries = this.#known.body?.entries ?? [];
    this.#body.hidden = entries.length === 0;
    this.#fill(entries.filter((entry) => !this.#onlyDone.checked || isDone(entry)));
    this.#standing.show(this.#known, this.#remark(entries));
  }

  #remark(entries) {
    if (this.#list.hasChildNodes()) {
      return '';
    }
    return entries.length > 0 ? 'Nobody did anything in the last hour.' : 'Nothing in the last hour.';
  }

  #fill(entries) {
    keep(this.#list, entries, {
      key: ({ sequence }) => sequence,
      make: (entry) => make('li', { class: isDone(entry) && 'done' }, timeOf(entry), make('span')),
      // Those that come together grow.
      update: (item, entry) => write(item.lastElementChild, wordsOf(entry)),
    });
  }
}

function timeOf({ at }) {
  const time = new Date(at * 1_000);
  return make('time', { datetime: time.toISOString() }, words.time(time));
}

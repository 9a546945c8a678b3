// Makes a room, or changes its settings. Only what was changed is sent, so that two people who change
// different things at once don't undo each other.

import { ask } from './ask.js';
import { attempt } from './attempt.js';
import { CallError } from './api.js';
import { make } from './elements.js';
import { change, isGone, isName } from './room-calls.js';
import { FIELDS, DEFAULTS } from './room-fields.js';
import { words } from './words.js';

export class RoomForm {
  #api;
  #say;
  #look;
  #issuer;
  /** What is open, if anything. */
  #open;

  /** `look()` has the rooms looked at again; `issuer` is the default of a new room. */
  constructor(api, say, look, issuer) {
    this.#api = api;
    this.#say = say;
    this.#look = look;
    this.#issuer = issuer;
  }

  /** `made(name)` is called when there is a room. */
  make(made) {
    const name = nameField();
    const settings = new Settings({ ...DEFAULTS, issuer: this.#issuer });
    ask({
      title: words.newRoom,
      content: [name.element, settings.element],
      summary: [settings.summary],
      action: words.makeRoom,
      act: async () => {
        await this.#make(name, settings);
        made(name.value);
      },
    });
  }

  async #make(name, settings) {
    name.check();
    const wanted = settings.changes();
    await attempt(this.#say, {
      what: words.making(name.value),
      act: async () => {
        if (!(await isGone(this.#api, name.value))) {
          throw new CallError('unfit', { said: words.taken(name.value) });
        }
        return settings.judged(() => change(this.#api, name.value, wanted));
      },
      done: () => words.wasMade(name.value),
    });
    this.#look();
  }

  edit(room) {
    const settings = new Settings(room);
    this.#open = { name: room.event_id, settings };
    const dialog = ask({
      title: words.editRoom(room.event_id),
      content: [settings.news, settings.element],
      summary: [settings.summary],
      action: words.save,
      act: () => this.#save(room.event_id, settings),
    });
    dialog.addEventListener('close', () => {
      this.#open = undefined;
    });
  }

  /** Shows in an open form what somebody else has changed meanwhile. */
  show(room) {
    if (this.#open?.name === room.event_id) {
      this.#open.settings.rebase(room);
    }
  }

  async #save(name, settings) {
    const wanted = settings.changes();
    if (Object.keys(wanted).length === 0) {
      throw new CallError('unfit', { said: words.nothingChanged });
    }
    const list = settings.inWords();
    try {
      await attempt(this.#say, {
        what: words.saving(name),
        act: () => settings.judged(() => change(this.#api, name, wanted)),
        done: () => words.wasSaved(name, list),
      });
    } finally {
      this.#look();
    }
  }
}

/** The fields of a form, and what was changed in them. */
class Settings {
  #base;
  #fields;
  #list = make('ul');
  element;
  /** What is going to be changed. */
  summary = make(
    'div',
    { class: 'strip', role: 'status' },
    make('strong', {}, words.changes),
    this.#list,
  );
  /** What somebody else has changed meanwhile. */
  news = make('p', { class: 'strip warning', role: 'status', hidden: true });

  constructor(base) {
    this.#base = base;
    this.#fields = FIELDS.map((field) => field.shown(base[field.name], () => this.#tell()));
    this.element = make('div', { class: 'fields' }, ...this.#fields.map(({ element }) => element));
    this.#tell();
  }

  /** What is to be sent. */
  changes() {
    for (const field of this.#fields) {
      field.check();
    }
    return Object.fromEntries(this.#changed().map((field) => [field.name, field.value]));
  }

  inWords() {
    return this.#changed().map((field) =>
      words.change(field.label, field.inWords(this.#base[field.name]), field.inWords(field.value)),
    );
  }

  rebase(room) {
    const news = this.#fields
      .filter((field) => room[field.name] !== this.#base[field.name])
      .map((field) => {
        const before = this.#base[field.name];
        if (field.value === before) {
          field.value = room[field.name];
        }
        return words.change(field.label, field.inWords(before), field.inWords(room[field.name]));
      });
    this.#base = room;
    if (news.length > 0) {
      this.news.hidden = false;
      this.news.textContent = words.changedMeanwhile(news);
      this.#tell();
    }
  }

  /** Shows at its field what the origin says against a setting. */
  async judged(act) {
    try {
      return await act();
    } catch (error) {
      this.#fields.find((field) => error.said?.startsWith(field.name))?.fault();
      throw error;
    }
  }

  #changed() {
    return this.#fields.filter((field) => field.value !== this.#base[field.name]);
  }

  #tell() {
    const list = this.inWords();
    this.summary.hidden = list.length === 0;
    if (this.#list.dataset.is !== list.join('\n')) {
      this.#list.dataset.is = list.join('\n');
      this.#list.replaceChildren(...list.map((text) => make('li', {}, text)));
    }
  }
}

function nameField() {
  const input = make('input', {
    id: 'room-name-new',
    required: true,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: 128,
    'aria-describedby': 'room-name-hint',
  });
  return {
    element: make(
      'p',
      { class: 'field' },
      make('label', { for: 'room-name-new' }, words.roomName),
      input,
      make('span', { id: 'room-name-hint', class: 'quiet' }, words.roomNameHint),
    ),
    get value() {
      return input.value.trim();
    },
    check() {
      input.setAttribute('aria-invalid', !isName(this.value));
      if (!isName(this.value)) {
        input.focus();
        throw new CallError('unfit', { said: words.roomNameHint });
      }
    },
  };
}

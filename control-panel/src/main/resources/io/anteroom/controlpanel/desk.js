// What somebody sees who is signed in: all rooms, and the one that the address names, as in #room=Sample.

import { find } from './elements.js';
import { hearKeys } from './keys.js';
import { OpenRoom } from './open-room.js';
import { RoomForm } from './room-form.js';
import { Rooms } from './rooms.js';

export class Desk {
  #rooms;
  #room;
  #form;
  #looked = false;

  /** `issuer` is who issues the tokens of a room that does not say. */
  constructor(api, say, fresh, issuer) {
    this.#form = new RoomForm(api, say, () => this.look(), issuer);
    this.#rooms = new Rooms(api, fresh, (names) => this.#openOnly(names));
    this.#room = new OpenRoom(api, say, fresh, this.#form, () => this.#rooms.look());
    find('make-room').addEventListener('click', () => this.#make());
    find('skip').addEventListener('click', (event) => {
      event.preventDefault();
      find('main').focus();
    });
    addEventListener('hashchange', () => {
      this.#open();
      find('main').focus();
    });
    hearKeys({
      next: () => this.#step(1),
      previous: () => this.#step(-1),
      find: () => find('filter').focus(),
      make: () => this.#make(),
      move: () => this.#room.move(),
      pause: () => this.#room.ask('pause'),
      close: () => this.#room.ask('close'),
      settings: () => this.#room.edit(),
    });
    this.#open();
  }

  look() {
    this.#rooms.look();
    this.#room.look();
  }

  #open() {
    const name = new URLSearchParams(location.hash.slice(1)).get('room') || undefined;
    document.body.toggleAttribute('data-room', name !== undefined);
    this.#rooms.mark(name);
    this.#room.open(name);
  }

  #make() {
    this.#form.make(go);
  }

  #step(by) {
    const name = this.#rooms.neighbour(by);
    if (name) {
      go(name);
    }
  }

  /** Where there is but one room at first, nobody has to choose it. */
  #openOnly([name, ...others]) {
    if (!this.#looked && name && others.length === 0 && location.hash === '') {
      location.replace(addressOf(name));
    }
    this.#looked = true;
  }
}

function go(name) {
  location.hash = addressOf(name);
}

function addressOf(name) {
  return `#${new URLSearchParams({ room: name })}`;
}

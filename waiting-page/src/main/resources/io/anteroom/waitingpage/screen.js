// Shows what is heard as soon as there are texts. Nothing waits for them, least of all somebody's turn.

import { loadTexts } from './texts.js';
import { View } from './view.js';

export class Screen {
  #place;
  #page;
  #view;
  #loading = false;
  #situation;

  constructor(place, page) {
    this.#place = place;
    this.#page = page;
  }

  async show(situation) {
    this.#situation = situation;
    if (!this.#view && !this.#loading) {
      this.#loading = true;
      const texts = await loadTexts(this.#page);
      this.#loading = false;
      this.#view = texts && new View(texts, this.#place);
    }
    this.#view?.show(this.#situation);
  }
}

// Shows what is heard.

import { Aloud } from './aloud.js';

/** Of a thousand: so much is there at the start, that it can be seen what it is. */
const LEAST_BAR = 15;

const ENDED = ['expired', 'gone', 'over'];
const COUNTS_DOWN = ['served', 'claiming'];
/** Where the page that stands alone leads on. */
const LEADS_ON = ['served', 'claiming', 'went'];

export class View {
  #texts;
  #place;
  // The page that stands alone has buttons, since it goes nowhere by itself; the other has links.
  #go = document.getElementById('go');
  #situation;
  #aloud;
  #near;

  constructor(texts, place) {
    this.#texts = texts;
    this.#place = place;
    this.#aloud = new Aloud(texts, document.body.dataset.state);
    document.documentElement.lang = texts.locale;
    document.documentElement.dir = texts.direction;
    for (const element of document.querySelectorAll('[data-text]')) {
      element.textContent = texts.get(element.dataset.text);
    }
    find('progress').setAttribute('aria-label', texts.get('progress'));
    document.addEventListener('visibilitychange', () => this.#title());
    setInterval(() => {
      this.#left();
      this.#aloud.count(this.#secondsLeft());
    }, 1_000);
  }

  show(situation) {
    this.#situation = situation;
    const { state, status } = situation;
    document.body.dataset.state = state;
    find('headline').textContent = this.#headline();
    find('more').textContent = this.#more();
    this.#facts(status);
    this.#left();
    this.#progress(status);
    this.#notice();
    this.#links();
    this.#title();
    this.#aloud.hear(situation, {
      headline: this.#headline(),
      more: this.#go ? this.#more() : '',
      trouble: this.#trouble(),
      left: this.#secondsLeft(),
    });
  }

  #headline() {
    const { state, status } = this.#situation;
    return this.#texts.get(state === 'waiting' && status.ahead === 0 ? 'next' : state);
  }

  #more() {
    const { state } = this.#situation;
    return (
      (this.#go && this.#texts.get(`${state}.alone`)) || this.#texts.get(`${state}.more`)
    );
  }

  #facts(status) {
    const { state, at } = this.#situation;
    const waiting = state === 'waiting';
    const numbered = Number.isFinite(status?.queue_number);
    fact('ahead', waiting && this.#texts.number(status.ahead));
    fact('wait', waiting && this.#texts.wait(status.wait_seconds));
    find('wait').classList.toggle('words', !(status?.wait_seconds?.high >= 60));
    fact('number', numbered && this.#texts.number(status.queue_number));
    fact('serving', numbered && this.#texts.number(status.serving_counter));
    find('facts').hidden = !numbered;
    find('footnote').hidden = !status || ENDED.includes(state);
    find('kept').hidden = this.#situation.kept === false;
    find('looked').textContent = status
      ? this.#texts.get('looked', { time: this.#texts.time(at, { timeStyle: 'medium' }) })
      : '';
  }

  /** Counts down between two answers. */
  #left() {
    const seconds = this.#secondsLeft();
    fact('left', seconds !== undefined && this.#texts.left(seconds));
  }

  #secondsLeft() {
    const { state, status, at } = this.#situation ?? {};
    return COUNTS_DOWN.includes(state) && Number.isFinite(status?.expires_in)
      ? status.expires_in - (Date.now() - at) / 1_000
      : undefined;
  }

  #progress(status) {
    const bar = find('progress');
    bar.hidden = this.#situation.state !== 'waiting';
    if (!bar.hidden) {
      const start = Math.max(this.#start(status.ahead), status.ahead);
      bar.value = Math.max(LEAST_BAR, Math.round(1_000 * (1 - status.ahead / (start + 1))));
    }
  }

  /** How many were ahead when this browser first saw this place, whichever tab it was in. */
  #start(ahead) {
    const key = `anteroom-start ${this.#place.event}`;
    try {
      const seen = JSON.parse(localStorage.getItem(key));
      if (seen?.request === this.#place.request) {
        return seen.ahead;
      }
      localStorage.setItem(key, JSON.stringify({ request: this.#place.request, ahead }));
    } catch {
      // Where nothing can be kept, the bar starts afresh with the page.
    }
    return ahead;
  }

  #notice() {
    const notice = find('notice');
    notice.textContent = this.#warning();
    notice.hidden = !notice.textContent;
  }

  /** The one that matters most. */
  #warning() {
    const { state, status, trouble, kept } = this.#situation;
    if (ENDED.includes(state)) {
      return '';
    }
    if (trouble) {
      return this.#trouble();
    }
    const room = state === 'waiting' && status.room_state;
    const name = ['paused', 'closed'].find((known) => known === room);
    return this.#texts.get(name ?? (kept === false && status ? 'unkept' : ''));
  }

  /** Some mean something else where there is no place yet, or where somebody is on the way in. */
  #trouble() {
    const { state, trouble } = this.#situation;
    return trouble ? this.#texts.get(`${state}.${trouble}`) || this.#texts.get(trouble) : '';
  }

  #links() {
    const { state } = this.#situation;
    const ended = ENDED.includes(state);
    const look = document.getElementById('look-now');
    if (look) {
      look.hidden = ended;
      look.classList.toggle('main', state === 'served');
      look.textContent = this.#texts.get(state === 'served' ? 'go' : 'look');
    }
    if (this.#go) {
      reveal(this.#go, LEADS_ON.includes(state));
      this.#go.setAttribute('aria-disabled', state === 'claiming');
    }
    reveal(find('anew'), ended);
  }

  #title() {
    clearTimeout(this.#near);
    document.title = `${this.#titleLead()} · ${this.#texts.get('room')}`;
  }

  #titleLead() {
    const { state, status, trouble, at } = this.#situation;
    if (trouble === 'offline' || trouble === 'silent') {
      return this.#texts.get(`title.${trouble}`);
    }
    if (state !== 'waiting' || status.ahead === 0) {
      return this.#headline();
    }
    if (document.hidden && status.wait_seconds) {
      return this.#titleAway(at + status.wait_seconds.low * 1_000);
    }
    return this.#texts.get('title.ahead', { count: this.#texts.number(status.ahead) });
  }

  /** Nobody asks while nobody looks, so the title says when to look again instead of old numbers. */
  #titleAway(turn) {
    const remaining = turn - Date.now();
    if (remaining <= 0) {
      return this.#texts.get('title.near');
    }
    // A timer holds 24 days; a longer wait is told by its time alone.
    this.#near = setTimeout(() => this.#title(), Math.min(remaining, 2 ** 31 - 1));
    return this.#texts.get('title.away', { time: this.#texts.time(turn) });
  }
}

function find(id) {
  return document.getElementById(id);
}

/** Shows a fact, or hides it when there is no text. */
function fact(id, text) {
  const element = find(id);
  element.hidden = !text;
  element.querySelector('dd').textContent = text || '';
}

/** Shows it, or hides it; whoever was there is not left nowhere. */
function reveal(element, visible) {
  const left = !visible && element === document.activeElement;
  element.hidden = !visible;
  if (left) {
    find('headline').focus();
  }
}

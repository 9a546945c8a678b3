// Says aloud, to those who have the page read to them, what matters: a change of state, a trouble, now
// and then how many are still ahead, and twice that time runs out.

/** Worth saying when so few are ahead. */
const MILESTONES = [1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0];
/** Between two milestones that are said. */
const QUIET = 30_000;
/** Worth saying when only so many seconds are left. */
const LAST_CALLS = [120, 30];

/** What passes by itself in a moment is not said at all. */
const PASSING = ['looking', 'joining'];
/** Where somebody has to know more than the headline says. */
const SAID_IN_FULL = ['served', 'went', 'unknown', 'shut'];

export class Aloud {
  #texts;
  #state;
  #trouble = '';
  #milestone = Infinity;
  #quietUntil = 0;
  #call = Infinity;

  /** What the page says at first, in that state, is read as any page is. */
  constructor(texts, state = 'looking') {
    this.#texts = texts;
    this.#state = state;
  }

  /** Hears of a situation, and how the page puts it; `more` is empty where the headline is enough. */
  hear({ state, status }, { headline, more, trouble, left }) {
    const said = [];
    const changed = state !== this.#state && !PASSING.includes(state);
    if (changed) {
      this.#state = state;
      said.push(`${headline}.`);
    }
    if (changed && more && SAID_IN_FULL.includes(state)) {
      said.push(more, ...this.#countdown(left));
      this.#call = lastCall(left);
    }
    if (state === 'waiting') {
      said.push(...this.#ahead(status, changed));
    }
    if (trouble && trouble !== this.#trouble) {
      said.push(trouble);
    }
    this.#trouble = trouble;
    say(said);
  }

  /** Hears every second how many are left. */
  count(left) {
    const call = lastCall(left);
    if (call < this.#call && left > 0) {
      say(this.#countdown(left));
    }
    this.#call = call;
  }

  #ahead({ ahead, wait_seconds: wait }, changed) {
    const milestone = MILESTONES.findLast((few) => ahead <= few) ?? Infinity;
    const passed = milestone < this.#milestone && Date.now() >= this.#quietUntil;
    if (!changed && !passed) {
      return [];
    }
    this.#milestone = milestone;
    this.#quietUntil = Date.now() + QUIET;
    return [
      `${this.#texts.get('ahead')}: ${this.#texts.number(ahead)}.`,
      `${this.#texts.get('wait')}: ${this.#texts.wait(wait)}.`,
    ];
  }

  #countdown(left) {
    return left === undefined ? [] : [`${this.#texts.get('left')}: ${this.#texts.left(left)}.`];
  }
}

function lastCall(left) {
  return LAST_CALLS.findLast((few) => left <= few) ?? Infinity;
}

function say(sentences) {
  if (sentences.length > 0) {
    document.getElementById('announcement').textContent = sentences.join(' ');
  }
}

// The last hour of a room, as small charts that are looked at together: one moment for all of them.

import { asked } from './asked.js';
import { ChartFigure } from './chart-figure.js';
import { ChartTable } from './chart-table.js';
import { onColours } from './colours.js';
import { make, write } from './elements.js';
import { historyOf, stepAt } from './history.js';
import { SERIES } from './series.js';
import { Standing } from './standing.js';
import { words } from './words.js';

const EVERY = 15_000;
const NOT_LOADED = 'The charts could not be loaded. Here are their numbers.';

export class Charts {
  #api;
  /** Two answers may be missed before there is a gap to be seen. */
  #standing = new Standing(3 * EVERY);
  #figures = SERIES.map(({ title }) => new ChartFigure(title));
  #grid = make('div', { class: 'charts' }, ...this.#figures.map(({ element }) => element));
  #slider = make('input', { id: 'moment', type: 'range', min: '0' });
  /** For the eyes: the slider says the same aloud. */
  #moment = make('span', { class: 'number', 'aria-hidden': 'true' });
  #table = new ChartTable(SERIES);
  #body = make(
    'div',
    { hidden: true },
    this.#grid,
    make('p', { class: 'moment' }, make('label', { for: 'moment' }, 'Moment'), this.#slider, this.#moment),
    this.#table.element,
  );
  #room;
  #asking;
  #history;
  #trouble;
  /** When the newest numbers came. */
  #movedAt;
  /** The end of the step that somebody has chosen, or none for the newest. */
  #chosen;
  #loading;

  constructor(element, api) {
    this.#api = api;
    element.append(this.#standing.asOf, this.#standing.note, this.#body);
    this.#slider.addEventListener('input', () => this.#choose(Number(this.#slider.value)));
    this.#grid.addEventListener('pointermove', (event) => this.#point(event));
    this.#grid.addEventListener('pointerleave', () => this.#look());
    onColours(() => this.#draw());
  }

  show({ event_id: room }) {
    if (this.#room !== room) {
      this.hide();
      this.#room = room;
      this.#load();
      this.#asking = asked(
        EVERY,
        () => this.#api.get('/room_history', { event_id: room }),
        (known) => this.#tell(known),
      );
    }
  }

  hide() {
    this.#asking?.stop();
    this.#room = undefined;
    this.#chosen = undefined;
    this.#tell({});
  }

  /** The library comes when it is needed, and where it does not, all else is still here. */
  async #load() {
    this.#loading = true;
    await import('./chart.umd.js').catch(() => {});
    this.#loading = false;
    this.#draw();
  }

  #tell({ body, at, trouble }) {
    const history = body && historyOf(body);
    if (history?.until !== this.#history?.until) {
      this.#movedAt = at;
    }
    this.#history = history;
    this.#trouble = trouble;
    this.#draw();
  }

  #draw() {
    const history = this.#history;
    const known = { body: history, at: this.#movedAt, trouble: this.#trouble };
    this.#standing.show(known, this.#remark(), 'strip warning');
    this.#body.hidden = !history;
    if (history) {
      const span = this.#span();
      this.#figures.forEach((figure, index) =>
        figure.show(history, history.series[index], span, globalThis.Chart),
      );
      this.#table.show(history);
      this.#slider.max = history.ends.length - 1;
      this.#look();
    }
  }

  #remark() {
    const since = this.#history?.standsSince;
    if (since !== undefined) {
      return `Numbering stands still. Who joined after ${words.time(since)} has no number yet, and is not counted here.`;
    }
    return globalThis.Chart || this.#loading ? '' : NOT_LOADED;
  }

  /** What the axes show: the last hour, also where it is known in part only. Times are the origin's. */
  #span() {
    const { from, until } = this.#history;
    const missed = this.#standing.isOld(this.#movedAt) ? Date.now() - this.#movedAt : 0;
    return { from: from + missed, until: until + missed };
  }

  #choose(step) {
    const newest = step === this.#history.ends.length - 1;
    this.#chosen = newest ? undefined : this.#history.ends[step];
    this.#look();
  }

  #point(event) {
    const [moment] = this.#figures
      .filter(({ element }) => element.contains(event.target))
      .map((figure) => figure.momentAt(event.clientX));
    this.#look(moment && stepAt(this.#history, moment));
  }

  /** At a step, or else at what is chosen. */
  #look(pointed) {
    // The pointer also leaves what is taken from under it.
    if (!this.#history) {
      return;
    }
    const { ends } = this.#history;
    const chosen = ends.indexOf(this.#chosen);
    const step = pointed ?? (chosen < 0 ? undefined : chosen);
    this.#figures.forEach((figure) => figure.look(step));
    const said = step === undefined ? `newest, ${words.time(ends.at(-1))}` : words.time(ends[step]);
    write(this.#moment, said);
    this.#slider.value = step ?? ends.length - 1;
    this.#slider.setAttribute('aria-valuetext', said);
  }
}

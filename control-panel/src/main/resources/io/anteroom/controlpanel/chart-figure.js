// One small chart with its title, its value in words, and what else is to be said of the hour.

import { gapsOf, pointsOf } from './course.js';
import { make, write } from './elements.js';
import { minute } from './numbers.js';
import { SmallChart } from './small-chart.js';

const MINUTE = 60_000;

const UNDER_WAY = 'not over yet';
const UNKNOWN = 'not known';

export class ChartFigure {
  element;
  #value = make('p', { class: 'value number' });
  #range = make('p', { class: 'quiet' });
  #canvas = make('canvas', { role: 'img' });
  #title;
  #chart;
  #history;
  #series;

  constructor(title) {
    this.#title = title;
    this.element = make(
      'figure',
      { class: 'chart' },
      make('figcaption', {}, make('h4', {}, title), this.#value, this.#range),
      make('div', { class: 'plot' }, this.#canvas),
    );
  }

  /** `Chart` is the library's, if that could be loaded; without it there are only words. */
  show(history, series, span, Chart) {
    this.#history = history;
    this.#series = series;
    this.#canvas.parentElement.hidden = !Chart;
    if (Chart) {
      this.#chart ??= new SmallChart(Chart, this.#canvas, series);
      this.#chart.show(pointsOf(history, series), gapsOf(history, series, span), span);
    }
    const range = rangeOf(history, series);
    write(this.#range, range);
    this.#canvas.setAttribute('aria-label', `${this.#title}: ${wordsAt(series, undefined)}; ${range}`);
  }

  /** Says the value of a step, or the newest one, and marks where that is. */
  look(step) {
    write(this.#value, wordsAt(this.#series, step));
    this.#chart?.mark(step === undefined ? undefined : this.#history.ends[step]);
  }

  momentAt(x) {
    return this.#chart?.momentAt(x - this.#canvas.getBoundingClientRect().left);
  }
}

function wordsAt({ values, says, none }, step = values.length - 1) {
  const value = values[step];
  if (value === undefined) {
    return UNDER_WAY;
  }
  return value === null ? (none ?? UNKNOWN) : says(value);
}

function rangeOf({ ends, step }, { values, write: written, none }) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) {
    return `${none ?? UNKNOWN} in this hour`;
  }
  const first = values.findIndex((value) => value !== null);
  const when = !none && first * step > MINUTE ? `since ${minute(ends[first])}` : 'in this hour';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return low === high ? `always ${written(low)} ${when}` : `${written(low)} to ${written(high)} ${when}`;
}

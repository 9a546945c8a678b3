// The numbers of all charts as a table: for screen readers, and for whoever wants them exactly. It is
// filled while it is open.

import { make, write } from './elements.js';
import { keep } from './lists.js';
import { words } from './words.js';

export class ChartTable {
  element;
  #rows = make('tbody');
  #history;

  constructor(series) {
    const titles = series.map(({ title }) => title);
    this.element = make(
      'details',
      { class: 'chart-table' },
      make('summary', {}, 'The same numbers as a table'),
      make(
        'div',
        { class: 'scrolls', tabindex: '0', role: 'region', 'aria-label': 'Numbers of the last hour' },
        make(
          'table',
          {},
          make('caption', { class: 'heard-only' }, 'Steps of the last hour, the newest first'),
          make('thead', {}, make('tr', {}, ...['Until', ...titles].map(columnHead))),
          this.#rows,
        ),
      ),
    );
    this.element.addEventListener('toggle', () => this.#fill());
  }

  show(history) {
    this.#history = history;
    this.#fill();
  }

  #fill() {
    if (!this.element.open || !this.#history) {
      return;
    }
    const { ends, from, step, series } = this.#history;
    const steps = ends.map((end, index) => ({ begin: from + index * step, end, index })).reverse();
    keep(this.#rows, steps, {
      key: ({ begin }) => begin,
      make: () => make('tr', {}, make('th', { scope: 'row' }), ...series.map(() => make('td'))),
      update: (row, { end, index }) => {
        const [time, ...cells] = row.children;
        write(time, words.time(end));
        cells.forEach((cell, column) => write(cell, written(series[column], index)));
      },
    });
  }
}

function columnHead(title) {
  return make('th', { scope: 'col' }, title);
}

function written({ values, write: one, none }, index) {
  const value = values[index];
  if (value === undefined) {
    return '…';
  }
  return value === null ? (none ?? 'not known') : one(value);
}

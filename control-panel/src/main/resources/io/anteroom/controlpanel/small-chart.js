// One series of the last hour, drawn small. Nothing is drawn that is not known: no line leads across a
// gap, and none goes on behind the last answer.

import { colours } from './colours.js';
import { apart, minute } from './numbers.js';

const QUARTER = 15 * 60_000;
/** In pixels: so that charts stand exactly above each other, whatever their numbers are. */
const WIDTH_OF_NUMBERS = 44;
const RIGHT = 16;
const LETTERS = 11;
/** From one slanted line of a gap to the next. */
const APART = 7;

export class SmallChart {
  #chart;
  #series;
  #gaps = [];
  #span = { from: 0, until: 1 };
  #moment;

  /** `Chart` is the library's. */
  constructor(Chart, canvas, series) {
    this.#series = series;
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: [{}] },
      options: this.#options(),
      plugins: [
        { id: 'gaps', beforeDatasetsDraw: () => this.#gaps.forEach((gap) => this.#drawGap(gap)) },
        { id: 'moment', afterDatasetsDraw: () => this.#drawMoment() },
      ],
    });
  }

  /** Draws points, with gaps `{ from, until, why }`, in the span `{ from, until }`. */
  show(points, gaps, span) {
    this.#gaps = gaps;
    this.#span = span;
    this.#chart.options = this.#options();
    this.#chart.data.datasets = [{ ...this.#look(), data: points }];
    this.#chart.update('none');
  }

  /** Marks a moment, in milliseconds, or none. */
  mark(moment) {
    this.#moment = moment;
    this.#chart.draw();
  }

  /** The moment under a place, in pixels from the left edge of the canvas. */
  momentAt(x) {
    return this.#chart.scales.x.getValueForPixel(x);
  }

  #options() {
    const { text, grid, font } = colours();
    const ticks = { color: text, font: { family: font, size: LETTERS } };
    return {
      animation: false,
      // What is under the pointer is said by all charts together.
      events: [],
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      layout: { autoPadding: false, padding: { top: 6, right: RIGHT } },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
      scales: {
        x: {
          type: 'linear',
          min: this.#span.from,
          max: this.#span.until,
          grid: { display: false },
          border: { color: grid },
          ticks: { ...ticks, maxRotation: 0, callback: minute },
          afterBuildTicks: (axis) => {
            axis.ticks = quarters(this.#span);
          },
        },
        y: {
          min: this.#series.floats ? undefined : 0,
          suggestedMax: this.#series.least,
          grid: { color: grid, drawTicks: false },
          border: { display: false },
          ticks: { ...ticks, maxTicksLimit: 4, padding: 6, precision: this.#series.during ? undefined : 0 },
          afterTickToLabelConversion: ({ ticks }) => {
            const { scale = apart } = this.#series;
            scale(ticks.map(({ value }) => value)).forEach((label, index) => {
              ticks[index].label = label;
            });
          },
          afterFit: (axis) => {
            axis.width = WIDTH_OF_NUMBERS;
          },
        },
      },
    };
  }

  #look() {
    const { line, fill } = colours();
    return {
      borderColor: line,
      backgroundColor: fill,
      fill: this.#series.floats ? false : 'origin',
      borderWidth: 1.5,
      pointRadius: 0,
      spanGaps: false,
      // What was during a step holds for all of it; what was so at its end, until the next one's.
      stepped: this.#series.during ? 'after' : 'before',
    };
  }

  #drawGap({ from, until, why }) {
    const { ctx, chartArea, scales } = this.#chart;
    const { top, height, bottom } = chartArea;
    const left = scales.x.getPixelForValue(from);
    const width = scales.x.getPixelForValue(until) - left;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    ctx.strokeStyle = colours().gap;
    ctx.beginPath();
    for (let x = left - height; x < left + width; x += APART) {
      ctx.moveTo(x, bottom);
      ctx.lineTo(x + height, top);
    }
    ctx.stroke();
    this.#drawWords(why, left + width / 2, top + height / 2, width);
    ctx.restore();
  }

  /** Where there is room for them. */
  #drawWords(text, x, y, width) {
    const { ctx } = this.#chart;
    const wear = colours();
    ctx.font = `${LETTERS}px ${wear.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    const half = ctx.measureText(text).width / 2 + 5;
    if (2 * half > width) {
      return;
    }
    ctx.fillStyle = wear.ground;
    ctx.fillRect(x - half, y - LETTERS, 2 * half, 2 * LETTERS);
    ctx.fillStyle = wear.text;
    ctx.fillText(text, x, y);
  }

  #drawMoment() {
    if (this.#moment === undefined) {
      return;
    }
    const { ctx, chartArea, scales } = this.#chart;
    const x = scales.x.getPixelForValue(this.#moment);
    ctx.save();
    ctx.strokeStyle = colours().mark;
    ctx.setLineDash([4, 3]);
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  }
}

function quarters({ from, until }) {
  const ticks = [];
  for (let value = Math.ceil(from / QUARTER) * QUARTER; value <= until; value += QUARTER) {
    ticks.push({ value });
  }
  return ticks;
}

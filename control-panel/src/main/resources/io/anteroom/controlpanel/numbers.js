// How numbers and times are written, wherever the panel shows them.

const LANGUAGE = 'en';
const WHOLE = new Intl.NumberFormat(LANGUAGE);
const SIGNED = new Intl.NumberFormat(LANGUAGE, { signDisplay: 'always' });
const SECONDS = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const MINUTES = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** A rate has so many digits behind its point, below so much. */
const DIGITS = [
  [10, 2],
  [100, 1],
  [Infinity, 0],
];

/** More of them don't fit beside a chart. */
const MOST_DIGITS = 5;

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

export function count(number) {
  return WHOLE.format(number);
}

/** With a real minus, which is as wide as a plus and is read aloud. */
export function by(number) {
  return SIGNED.format(number).replace('-', '−');
}

export function rate(value) {
  const [, maximumFractionDigits] = DIGITS.find(([below]) => value < below);
  return value.toLocaleString(LANGUAGE, { maximumFractionDigits });
}

/** For the axis of a chart: as short as they can be and still differ, as in "1.2M", "1.25M". */
export function apart(values) {
  for (let maximumFractionDigits = 0; ; maximumFractionDigits += 1) {
    const short = new Intl.NumberFormat(LANGUAGE, { notation: 'compact', maximumFractionDigits });
    const written = values.map((value) => short.format(value));
    if (new Set(written).size === values.length || maximumFractionDigits === MOST_DIGITS) {
      return written;
    }
  }
}

/** "1 place", "2,000 places". */
export function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Of milliseconds. */
export function lag(value) {
  return value < 1_000 ? `${count(value)} ms` : duration(value / 1_000);
}

/** Of seconds, in their two largest units: "1 h 30 min". */
export function duration(seconds) {
  if (seconds < 60) {
    return `${rate(seconds)} s`;
  }
  let left = Math.round(seconds);
  const parts = UNITS.map(([length, unit]) => {
    const amount = Math.floor(left / length);
    left %= length;
    return { amount, unit };
  });
  const first = parts.findIndex(({ amount }) => amount > 0);
  return parts
    .slice(first, first + 2)
    .filter(({ amount }) => amount > 0)
    .map(({ amount, unit }) => `${count(amount)} ${unit}`)
    .join(' ');
}

/** As long ago, or as long until, as somebody wants to know it; of milliseconds. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** Of a time in milliseconds, to the second. */
export function time(at) {
  return SECONDS.format(at);
}

/** Of a time in milliseconds, to the minute. */
export function minute(at) {
  return MINUTES.format(at);
}

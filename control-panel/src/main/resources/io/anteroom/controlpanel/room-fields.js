// The settings of a room, one by one: what they are called, and how they are shown, read and judged.

import { CallError } from './api.js';
import { make } from './elements.js';
import { words } from './words.js';

/** A year, as for all times of a room. */
const LONGEST = 365 * 24 * 3_600;
const MOST_JOINS = 1_000_000_000;

const seconds = {
  inputmode: 'numeric',
  read: whole(1, LONGEST),
  write: String,
  inWords: words.seconds,
};
const joins = {
  inputmode: 'numeric',
  read: (text) => (text === '' ? null : whole(1, MOST_JOINS)(text)),
  write: (limit) => (limit === null ? '' : String(limit)),
  inWords: (limit) => (limit === null ? words.noLimit : words.perSecond(limit)),
};
const line = {
  read: (text) => (/^[\x21-\x7e]{1,512}$/.test(text) ? text : undefined),
  write: String,
  inWords: String,
};

export const FIELDS = [
  text('validity_period', seconds),
  truth('enable_queue_position_expiry'),
  text('queue_position_expiry_period', seconds),
  truth('incr_svc_on_queue_position_expiry'),
  text('join_rate_limit', joins),
  truth('enable_events_generation'),
  text('issuer', line),
];

/** Of a room that is made without any of them; the issuer is the origin's to say. */
export const DEFAULTS = {
  validity_period: 3_600,
  enable_queue_position_expiry: true,
  queue_position_expiry_period: 900,
  incr_svc_on_queue_position_expiry: false,
  join_rate_limit: null,
  enable_events_generation: false,
};

/** A number within bounds, or undefined. */
function whole(least, most) {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    return number >= least && number <= most ? number : undefined;
  };
}

function text(name, { inputmode, read, write, inWords }) {
  const { label, hint } = words.field[name];
  return {
    name,
    shown(value, changed) {
      const input = make('input', {
        id: name,
        inputmode,
        autocomplete: 'off',
        autocapitalize: 'none',
        spellcheck: 'false',
        'aria-describedby': `${name}-hint`,
      });
      input.value = write(value);
      input.addEventListener('input', changed);
      return {
        name,
        label,
        inWords: (value) => (value === undefined ? words.notValid : inWords(value)),
        element: make(
          'p',
          { class: 'field' },
          make('label', { for: name }, label),
          input,
          make('span', { id: `${name}-hint`, class: 'quiet' }, hint),
        ),
        get value() {
          return read(input.value.trim());
        },
        set value(value) {
          input.value = write(value);
        },
        check() {
          input.setAttribute('aria-invalid', this.value === undefined);
          if (this.value === undefined) {
            input.focus();
            throw new CallError('unfit', { said: `${label}: ${hint}` });
          }
        },
        fault() {
          input.setAttribute('aria-invalid', true);
          input.focus();
        },
      };
    },
  };
}

function truth(name) {
  const { label, hint } = words.field[name];
  return {
    name,
    shown(value, changed) {
      const input = make('input', {
        id: name,
        type: 'checkbox',
        'aria-describedby': `${name}-hint`,
      });
      input.checked = value;
      input.addEventListener('change', changed);
      return {
        name,
        label,
        inWords: (on) => (on ? words.on : words.off),
        element: make(
          'p',
          { class: 'field truth' },
          input,
          make('label', { for: name }, label),
          make('span', { id: `${name}-hint`, class: 'quiet' }, hint),
        ),
        get value() {
          return input.checked;
        },
        set value(value) {
          input.checked = value;
        },
        check() {},
        fault() {
          input.focus();
        },
      };
    },
  };
}

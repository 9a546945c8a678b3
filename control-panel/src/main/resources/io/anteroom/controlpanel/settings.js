// The settings of a room in words, as the form for them calls them.

import { words } from './words.js';

const IN_WORDS = {
  validity_period: words.seconds,
  enable_queue_position_expiry: onOrOff,
  queue_position_expiry_period: words.seconds,
  incr_svc_on_queue_position_expiry: onOrOff,
  join_rate_limit: (limit) => (limit === null ? words.noLimit : words.perSecond(limit)),
  enable_events_generation: onOrOff,
  issuer: String,
};

/** Those of them that `values` has, as `{ label, value }`. */
export function settingsIn(values) {
  return Object.entries(IN_WORDS)
    .filter(([name]) => values[name] !== undefined)
    .map(([name, inWords]) => ({ label: words.field[name].label, value: inWords(values[name]) }));
}

function onOrOff(value) {
  return value ? words.on : words.off;
}

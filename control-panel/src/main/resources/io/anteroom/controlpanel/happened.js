// Says in words what an entry of the feed tells, and whether somebody did it or it went by itself.

import { counted } from './numbers.js';
import { settingsIn } from './settings.js';
import { words } from './words.js';

const KINDS = {
  room_configured: configured,
  serving_counter_moved: moved,
  room_reset: ({ generation }) => `Room reset: generation ${words.count(generation)} began`,
  room_retired: () => 'Room retired',
  positions_expired: ({ count }) => `${counted(count, 'position', 'positions')} expired`,
  tokens_generated: ({ count }) => `${counted(count, 'token', 'tokens')} made`,
  sessions_updated: updated,
  joins_numbered: numbered,
};

const CAUSES = {
  admin: 'Counter moved by hand',
  inlet: 'Counter moved by inlets',
  expiry: 'Counter moved on as positions expired',
};

const DONE = ['room_configured', 'room_reset', 'room_retired'];

export function wordsOf(entry) {
  // More kinds may come.
  return KINDS[entry.kind]?.(entry) ?? entry.kind.replaceAll('_', ' ');
}

export function isDone({ kind, cause }) {
  return DONE.includes(kind) || cause === 'admin';
}

function configured({ made, changed = {} }) {
  const settings = settingsIn(changed).map(({ label, value }) => `${label}: ${value}`);
  const switched = made ? ['Room made'] : switchedBy(changed);
  const all = [...switched, settings.join('; ')].filter(Boolean).join('. ');
  return switched.length > 0 ? all : `Settings changed${all && `. ${all}`}`;
}

function switchedBy({ paused, closed }) {
  return [
    paused !== undefined && (paused ? 'Room paused' : 'Room resumed'),
    closed !== undefined && (closed ? 'Room closed' : 'Room opened'),
  ].filter(Boolean);
}

function moved({ previous, by, current, cause, moves }) {
  const way = `${words.by(by)}, ${words.fromTo(previous, current)}`;
  const often = moves > 1 ? `, in ${words.count(moves)} moves` : '';
  return `${CAUSES[cause] ?? 'Counter moved'}: ${way}${often}`;
}

function updated({ completed, abandoned }) {
  const sessions = counted(completed + abandoned, 'session', 'sessions');
  if (abandoned === 0) {
    return `${sessions} completed`;
  }
  return completed === 0
    ? `${sessions} abandoned`
    : `${sessions} closed: ${words.count(completed)} completed, ${words.count(abandoned)} abandoned`;
}

function numbered({ count, from, to }) {
  return count === 1
    ? `1 join numbered: ${words.count(from)}`
    : `${words.count(count)} joins numbered: ${words.count(from)} to ${words.count(to)}`;
}

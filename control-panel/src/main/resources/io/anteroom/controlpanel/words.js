// All that the panel says: short, and the same everywhere.

import { by, count, span, time } from './numbers.js';

function people(number) {
  return number === 1 ? '1 person' : `${count(number)} people`;
}

/** AWS and Anteroom allow as much. */
const CLOCKS_MAY_DIFFER = 5 * 60_000;

function whyNoKey(clockOff) {
  if (Math.abs(clockOff) > CLOCKS_MAY_DIFFER) {
    const way = clockOff > 0 ? 'ahead of' : 'behind';
    return `The clock of this computer is ${span(Math.abs(clockOff))} ${way} the private origin’s. Set it right: signatures hold for 5 minutes.`;
  }
  return 'The private origin does not take this key (403). Check the access key, the secret and the region.';
}

function trouble(kind, { said, fault, clockOff } = {}) {
  const reason = (said ? ` It says: ${said}.` : '') + (fault ? ` Fault reference: ${fault}.` : '');
  switch (kind) {
    case 'silent':
      return 'The private origin does not answer.';
    case 'busy':
      return `The private origin can’t answer now.${reason}`;
    case 'garbled':
      return 'The private origin gives an answer that can’t be read.';
    case 'unknown':
      return `There was no good answer: it may have been done, or may still be within a minute.${reason}`;
    case 'unfit':
      return said;
    case 'late':
      return 'That was too long ago to be asked for again. Look how things stand, and begin anew.';
    case 'key':
      return whyNoKey(clockOff);
    case 'insecure':
      return 'Browsers sign only on pages that came by https, or from localhost. Open the panel that way.';
    default:
      return `Refused.${reason}`;
  }
}

export const words = {
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  oddKey:
    'Keys, session tokens and regions are made of plain letters, digits and signs. Look for a dash or a quotation mark that is none, or paste the key once more.',
  ownMistake: 'Something went wrong in this page itself; the console of your browser says what.',
  who: (id, region) => `Key ${id}, ${region}`,
  noWay: (origin, page) =>
    `${origin} gives no answer that this page may read. Is it up, and does its setting anteroom.panel-origins name ${page}?`,

  outcome: { done: 'Done.', failed: 'Not done.', unknown: 'Not known.', doing: 'Under way.' },
  earlier: 'Earlier',

  by,
  count,
  time,
  people,
  trouble,

  asOf: (at) => `As of ${time(at)}`,
  asOfOld: (at, age) => `As of ${time(at)}, ${span(age)} old`,
  staleAge: (at, age) => `Numbers are ${span(age)} old, as of ${time(at)}.`,
  lookingAgain: 'Looking again.',
  oldNumbers: (why) => `Numbers are old. ${why}`,
  freshNumbers: 'Numbers are fresh again.',

  title: 'Control panel · Anteroom',
  roomTitle: (room) => `${room.event_id}: ${count(room.waiting_num)} wait · Anteroom`,
  chooseRoom: 'Choose a room.',
  openingRoom: (name) => `Looking at ${name}…`,
  noSuchRoom: (name) => `There is no room ${name}, or not any more.`,
  noRooms: 'There are no rooms yet.',
  moreRooms: (shown) => `Only the first ${count(shown)} rooms are shown.`,
  wait: 'wait',
  serving: 'serving',
  state: { open: 'Open', paused: 'Paused', closed: 'Closed' },
  and: ' and ',
  none: 'none',
  to: 'to',

  cancel: 'Cancel',
  shut: 'Close',
  typeName: 'To go on, type the name of the room:',

  turn: {
    paused: { true: 'Pause', false: 'Resume' },
    closed: { true: 'Close', false: 'Open' },
  },
  turned: {
    paused: {
      true: 'The serving counter stands still, whoever would move it. People can still join, and whose turn has come can still come in.',
      false: 'The serving counter can be moved again. It stays where it is until somebody does.',
    },
    closed: {
      true: 'Nobody else can join. Whoever is in the line keeps the place and is served.',
      false: 'People can join again.',
    },
  },
  isNow: (name, state) => `${name} is now: ${state}.`,

  nowServing: 'Now serving',
  waitOf: 'wait · last number given',
  ofNumbers: 'Served, of all numbers given',
  pausedStands: 'This room is paused, so its counter stands still. Resume it to move the counter.',
  letIn: 'Let in more people',
  moveBy: 'Move by',
  move: 'Move',
  fromTo: (from, to) => `${count(from)} → ${count(to)}`,
  oneAtATime: 'Another move is still under way. Wait and see what comes of it.',
  moveHint: 'A whole number, below 0 to go back. You are asked before it is done.',
  wholeNumber: 'That has to be a whole number other than 0.',
  outOfRange: (number) => `${by(number)} is more than the counter can move.`,
  letsIn: (first, last) =>
    first === last
      ? `Lets in number ${count(first)}.`
      : `Lets in numbers ${count(first)} to ${count(last)}.`,
  beyond: (number) =>
    number === 1
      ? ' One of them is not given yet: whoever joins next is let in at once.'
      : ` ${count(number)} of them are not given yet: as many as join next are let in at once.`,
  takesBack: (first, last) =>
    first === last
      ? `Number ${count(first)} waits again, unless it has a token: that stays good.`
      : `Numbers ${count(first)} to ${count(last)} wait again. Those who have a token keep it.`,
  moveRoom: (name, number) => `Move ${name} by ${by(number)}?`,
  moveTo: (number) => `Move to ${count(number)}`,
  movingBy: (name, number) => `Move ${name} by ${by(number)}`,
  moved: (name, was, is) =>
    `${name} was at ${count(was)} and is at ${count(is)} (${by(is - was)}).`,
  movedMeanwhile: (was, is) =>
    `Nothing was moved: somebody else was faster, and took the counter from ${count(was)} to ${count(is)}.`,
  askAgain: (number) => `Ask for ${by(number)} again`,
  askAgainHint: 'It is done once, whether or not it was done before.',

  newRoom: 'New room',
  makeRoom: 'Make the room',
  making: (name) => `Make ${name}`,
  taken: (name) => `There is a room ${name} already.`,
  wasMade: (name) => `${name} is there, and open.`,
  roomName: 'Name',
  roomNameHint:
    '1 to 128 letters, digits, dots, dashes and underscores. It can’t be changed later.',
  editRoom: (name) => `Settings of ${name}`,
  save: 'Save',
  saving: (name) => `Change ${name}`,
  changes: 'Changes',
  change: (label, from, to) => `${label}: ${from} → ${to}`,
  nothingChanged: 'Nothing is changed yet.',
  changedMeanwhile: (news) => `Somebody else has changed this meanwhile. ${news.join('. ')}.`,
  wasSaved: (name, list) => `${name}: ${list.join('; ')}.`,
  seconds: (number) =>
    number < 120 ? `${count(number)} s` : `${count(number)} s (${span(number * 1_000)})`,
  noLimit: 'no limit',
  perSecond: (number) => `${count(number)} a second`,
  notValid: 'not valid',
  on: 'on',
  off: 'off',
  field: {
    validity_period: {
      label: 'Tokens are good for',
      hint: 'Seconds, 1 to 31536000. Counts for tokens made from now on.',
    },
    enable_queue_position_expiry: {
      label: 'Positions expire',
      hint: 'Whoever does not come in time loses the turn.',
    },
    queue_position_expiry_period: {
      label: 'Time to come',
      hint: 'Seconds, 1 to 31536000, from the moment that a number is served.',
    },
    incr_svc_on_queue_position_expiry: {
      label: 'Pass turns on',
      hint: 'For each position that expires the counter moves by one.',
    },
    join_rate_limit: {
      label: 'Joins in a second, at most',
      hint: '1 to 1000000000, or nothing for no limit.',
    },
    enable_events_generation: { label: 'Metrics', hint: 'An event with all counters each minute.' },
    issuer: {
      label: 'Issuer',
      hint: 'Who issues the tokens, as sites check it: 1 to 512 letters and signs without spaces.',
    },
  },

  reset: 'Reset',
  retire: 'Retire',
  resetHint: 'Begins the line anew: all places are lost, and all counters go to 0.',
  retireHint: 'Takes the room away, with everybody in it.',
  resetWarning:
    'Everybody in the line loses the place and has to join again. Tokens that are out stay good until they end. This can’t be undone.',
  retireWarning:
    'The room and all places in it are gone. Tokens that are out stay good until they end. This can’t be undone.',
  numbersGiven: 'Numbers given',
  servingCounter: 'Serving counter',
  peopleInLine: 'People who wait',
  theRoom: 'Room',
  wasReset: (name) => `${name} was reset: its counters are at 0.`,
  wasRetired: (name) => `${name} is gone.`,

  keys: 'Keys',
  keysHeard: 'Use these keys. They never count while you type.',
  key: {
    next: 'Next room',
    previous: 'Previous room',
    find: 'Find a room',
    make: 'New room…',
    move: 'Move the counter of the open room',
    pause: 'Pause or resume it…',
    close: 'Close or open it…',
    settings: 'Its settings…',
    help: 'This list',
    cancel: 'Out of a question, with nothing done',
  },
};

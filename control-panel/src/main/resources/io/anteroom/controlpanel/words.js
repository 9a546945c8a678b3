// All that the panel says: short, and the same everywhere.

const whole = new Intl.NumberFormat('en');
const signed = new Intl.NumberFormat('en', { signDisplay: 'always' });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** With a real minus, which is as wide as a plus and is read aloud. */
function by(number) {
  return signed.format(number).replace('-', '−');
}

function count(number) {
  return whole.format(number);
}

function time(at) {
  return clock.format(at);
}

/** As long ago, or as long until, as somebody wants to know it. */
function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

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

function trouble(kind, { said, clockOff } = {}) {
  const reason = said ? ` It says: ${said}.` : '';
  switch (kind) {
    case 'silent':
      return 'The private origin does not answer.';
    case 'busy':
      return `The private origin can’t answer now.${reason}`;
    case 'unknown':
      return `There was no answer, so it may or may not have been done.${reason}`;
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
  who: (id, region) => `Key ${id}, ${region}`,
  noWay: (origin, page) =>
    `${origin} gives no answer that this page may read. Is it up, and does its setting anteroom.panel-origins name ${page}?`,

  outcome: { done: 'Done.', failed: 'Not done.', unknown: 'Not known.', doing: 'Under way.' },
  earlier: 'Earlier',

  by,
  count,
  time,
  span,
  people,
  trouble,

  asOf: (at) => `As of ${time(at)}`,
  asOfOld: (at, age) => `As of ${time(at)}, ${span(age)} old`,
  staleAge: (at, age) => `Numbers are ${span(age)} old, as of ${time(at)}.`,
  lookingAgain: 'Looking again.',
};

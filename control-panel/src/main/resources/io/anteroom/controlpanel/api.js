// Calls of the private origin: each signed, answered within bounds, and made again where that is safe.

import { query as written } from './signature.js';
import { words } from './words.js';

/** An origin that has not answered by then will not: the longest that it takes itself is 6 s. */
const PATIENCE = 10_000;
/** Of one action, the first included. */
const TRIES = 3;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;
/** A try that comes later than this was asked for by nobody: a computer has slept meanwhile. */
const TRY_WITHIN = 60_000;
/** A room knows a key for 10 minutes; behind that the same call would be done once more. */
const KEY_HOLDS = 9 * 60_000;

/**
 * A call that came to nothing. `kind` is
 *
 * - "silent": a question had no answer
 * - "unknown": an action had no answer, and may have been done all the same
 * - "key": the origin does not take the key, or the time on the signature
 * - "busy": the origin can't answer now
 * - "garbled": it says that all is well, in words that can't be read
 * - "refused": it says no, and `words` says why
 * - "unfit": it was not even asked, and `words` says what does not fit
 * - "late": the action was asked for too long ago to be asked for once more
 */
export class CallError extends Error {
  constructor(kind, { status, said, fault, retryAfter, clockOff } = {}) {
    super(words.trouble(kind, { said, fault, clockOff }));
    this.name = 'CallError';
    this.kind = kind;
    this.status = status;
    /** What the origin itself says, if it says anything. */
    this.said = said;
    /** By which the origin's log names what went wrong in it, if it gives one. */
    this.fault = fault;
    /** Milliseconds, if the origin has named a time. */
    this.retryAfter = retryAfter;
    /** How far this machine's clock is ahead of the origin's, in milliseconds, if that is known. */
    this.clockOff = clockOff;
  }

  /** The whole of it for whoever reads it. */
  get words() {
    return this.message;
  }
}

/** Names one action: with the same key it is done once, however often it is asked for. */
export class Key {
  name = crypto.randomUUID();
  #firstUsed;

  use() {
    this.#firstUsed ??= Date.now();
    if (Date.now() - this.#firstUsed > KEY_HOLDS) {
      throw new CallError('late');
    }
  }
}

export class PrivateApi {
  #origin;
  #signer;
  #ended = new AbortController();

  /** `origin` may end in a path, such as the stage of a gateway. */
  constructor(origin, signer) {
    this.#origin = origin.replace(/\/+$/, '');
    this.#signer = signer;
  }

  /** From now on calls are signed with another key. */
  use(signer) {
    this.#signer = signer;
  }

  /** Forgets the key; whoever still waits for an answer is told nothing. */
  end() {
    this.#ended.abort();
    this.#signer = undefined;
  }

  /** A question: asked once. Whoever polls, asks again. */
  get(path, parameters) {
    return this.#call('GET', path, { parameters });
  }

  /** An action: asked for again with its key while there is no answer. */
  async post(path, body, key = new Key()) {
    const started = Date.now();
    for (let attempt = 1; ; attempt += 1) {
      key.use();
      try {
        const headers = { 'idempotency-key': key.name };
        return await this.#call('POST', path, { body, headers });
      } catch (error) {
        if (error.kind !== 'busy' && !mayBeDone(error)) {
          throw error;
        }
        if (attempt < TRIES) {
          await pause(pauseAfter(attempt, error.retryAfter));
        }
        if (attempt === TRIES || Date.now() - started > TRY_WITHIN) {
          throw new CallError('unknown', error);
        }
      }
    }
  }

  /**
   * Says how something is to be. Asked for once: a repeat could undo what somebody else has done
   * meanwhile.
   */
  put(path, body) {
    return this.#once('PUT', path, { body });
  }

  /** Takes something away. Asked for once: a repeat could take away what somebody has made anew. */
  remove(path) {
    return this.#once('DELETE', path, {});
  }

  async #once(method, path, what) {
    try {
      return await this.#call(method, path, what);
    } catch (error) {
      throw mayBeDone(error) ? new CallError('unknown', error) : error;
    }
  }

  async #call(method, path, { parameters, body, headers = {} }) {
    const url = new URL(this.#origin + path);
    url.search = written(parameters);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const signed = await this.#signer.sign({
      method,
      url,
      headers: { ...headers, ...(text && { 'content-type': 'application/json' }) },
      body: text,
    });
    const { answer, said } = await this.#send(url, { method, headers: signed, body: text });
    if (answer.ok) {
      return read(said);
    }
    throw refusal(answer, said);
  }

  async #send(url, request) {
    try {
      const answer = await fetch(url, {
        ...request,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.any([this.#ended.signal, AbortSignal.timeout(PATIENCE)]),
      });
      return { answer, said: await answer.text() };
    } catch {
      if (this.#ended.signal.aborted) {
        // Nobody is there any more to be told.
        return new Promise(() => {});
      }
      throw new CallError('silent');
    }
  }
}

/** An action may be under way, too, where a service has given up waiting for what comes of it. */
function mayBeDone({ kind, status }) {
  return kind === 'silent' || kind === 'garbled' || (kind === 'busy' && status >= 500);
}

function read(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    throw new CallError('garbled');
  }
}

/** What comes with an error may be the page of something in between. */
function errorIn(text) {
  try {
    return JSON.parse(text).error;
  } catch {
    return undefined;
  }
}

function refusal(answer, text) {
  const error = errorIn(text);
  const seconds = Number.parseInt(answer.headers.get('Retry-After'), 10);
  const details = {
    status: answer.status,
    said: typeof error === 'string' ? error : undefined,
    fault: answer.headers.get('X-Fault-Reference') ?? undefined,
    retryAfter: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    clockOff: Date.now() - Date.parse(answer.headers.get('Date')),
  };
  if (answer.status === 403) {
    return new CallError('key', details);
  }
  const busy = answer.status === 429 || answer.status >= 500;
  return new CallError(busy ? 'busy' : 'refused', details);
}

function pauseAfter(attempt, told = 0) {
  return Math.min(Math.max(FIRST_PAUSE * 2 ** (attempt - 1), told), LONGEST_PAUSE);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

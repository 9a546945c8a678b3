// Calls of the private origin: each signed, answered within bounds, and asked again where that is safe.

import { query as written } from './signature.js';
import { words } from './words.js';

/** An origin that has not answered by then will not: the longest that it takes itself is 6 s. */
const PATIENCE = 10_000;
/** Of one action, the first included. */
const TRIES = 3;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

/**
 * A call that came to nothing. `kind` is
 *
 * - "silent": a question had no answer
 * - "unknown": an action had no answer, and may have been done all the same
 * - "key": the origin does not take the key, or the time on the signature
 * - "busy": the origin can't answer now
 * - "insecure": browsers can't sign on this page
 * - "refused": it says no, and `words` says why
 */
export class CallError extends Error {
  constructor(kind, { status, said, retryAfter, clockOff } = {}) {
    super(words.trouble(kind, { said, clockOff }));
    this.name = 'CallError';
    this.kind = kind;
    this.status = status;
    /** What the origin itself says, if it says anything. */
    this.said = said;
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

export class PrivateApi {
  #origin;
  #signer;
  #ended = new AbortController();

  /** `origin` may end in a path, such as the stage of a gateway. */
  constructor(origin, signer) {
    this.#origin = origin.replace(/\/+$/, '');
    this.#signer = signer;
  }

  /** A question: asked once. Whoever polls, asks again. */
  get(path, parameters) {
    return this.#call('GET', path, { parameters });
  }

  /** An action, done once however often it has to be asked for: `key` names it. */
  post(path, body, key = crypto.randomUUID()) {
    return this.#act('POST', path, { body, headers: { 'idempotency-key': key } });
  }

  /** Says how something is to be; a repeat changes nothing. */
  put(path, body) {
    return this.#act('PUT', path, { body });
  }

  remove(path) {
    return this.#act('DELETE', path, {});
  }

  /** From now on nothing is sent, and nothing that comes is told. */
  end() {
    this.#ended.abort();
  }

  async #act(method, path, what) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#call(method, path, what);
      } catch (error) {
        if (!['silent', 'busy'].includes(error.kind)) {
          throw error;
        }
        if (attempt === TRIES) {
          throw new CallError('unknown', error);
        }
        const backOff = FIRST_PAUSE * 2 ** (attempt - 1);
        await pause(Math.min(Math.max(backOff, error.retryAfter ?? 0), LONGEST_PAUSE));
      }
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
      return said;
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
      const text = await answer.text();
      return { answer, said: answer.ok ? read(text) : readIfPossible(text) };
    } catch {
      if (this.#ended.signal.aborted) {
        // Nobody is there any more to be told.
        return new Promise(() => {});
      }
      throw new CallError('silent');
    }
  }
}

function read(text) {
  return text ? JSON.parse(text) : undefined;
}

/** What comes with an error may be the page of something in between. */
function readIfPossible(text) {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}

function refusal(answer, body) {
  const seconds = Number.parseInt(answer.headers.get('Retry-After'), 10);
  const details = {
    status: answer.status,
    said: typeof body?.error === 'string' ? body.error : undefined,
    retryAfter: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
    clockOff: Date.now() - Date.parse(answer.headers.get('Date')),
  };
  if (answer.status === 403) {
    return new CallError('key', details);
  }
  const busy = answer.status === 429 || answer.status >= 500;
  return new CallError(busy ? 'busy' : 'refused', details);
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

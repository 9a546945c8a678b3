// Makes a token of a served place, and hands it to the site, which keeps it in a cookie. The token
// itself is kept nowhere, and stands in no address.

import { call, refuses, sending, troubleOf } from './call.js';

/** What contradicts the line's own word may come from a server that starts; a second time it is so. */
const BELIEVED = 2;
/** A site that refuses a good token is set up wrong, or knows the newest keys later. */
const AFTER_REFUSAL = 30_000;
/** The status of an answer that sends elsewhere is not told, and reads 0. */
const REFUSALS = [0, 401, 403];

export class Claim {
  #site;
  #place;
  #contradictions = 0;

  constructor(site, place) {
    this.#site = site;
    this.#place = place;
  }

  /** One attempt to go in: "in", "over", "gone" or "early" as `outcome`, or what is wrong as `trouble`. */
  async goIn() {
    const { token, ...rest } = await this.#token();
    return token ? this.#handOver(token) : rest;
  }

  /** One attempt to find out whether a place that was used still leads in: "good", or as before. */
  async lookUp() {
    const { token, ...rest } = await this.#token();
    return token ? { outcome: 'good' } : rest;
  }

  async #token() {
    const answer = await call(
      `${this.#site.api}/generate_token`,
      sending({ event_id: this.#site.event, request_id: this.#place.request }),
    );
    const { status, body } = answer;
    if (status === 200 && typeof body?.access_token === 'string') {
      return this.#taken(body);
    }
    if (refuses(answer, 410)) {
      return { outcome: 'over' };
    }
    const contradiction = this.#contradiction(answer);
    this.#contradictions = contradiction ? this.#contradictions + 1 : 0;
    return this.#contradictions >= BELIEVED ? { outcome: contradiction } : troubleOf(answer);
  }

  /** From now on the token says how long the place is good for, and no longer the line. */
  #taken(tokens) {
    if (tokens.expires_in <= 0) {
      return { outcome: 'over' };
    }
    this.#place.claim();
    return { token: tokens.access_token };
  }

  #contradiction(answer) {
    if (answer.status === 202) {
      return 'early';
    }
    return refuses(answer, 404) || refuses(answer, 400) ? 'gone' : undefined;
  }

  async #handOver(token) {
    const answer = await call(this.#site.enter, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      credentials: 'same-origin',
      // Whoever is sent elsewhere, as back to this page, has not come in.
      redirect: 'manual',
    });
    if (answer.status >= 200 && answer.status < 300) {
      return { outcome: 'in' };
    }
    return REFUSALS.includes(answer.status)
      ? { trouble: 'refused', retryAfter: AFTER_REFUSAL }
      : troubleOf(answer);
  }
}

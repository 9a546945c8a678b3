// Makes a token of a served place, and hands it to the site, which keeps it in a cookie. The token
// itself is kept nowhere, and stands in no address.

import { call, refuses, sending, troubleOf } from './call.js';

/** What contradicts the line's own word may come from a server that starts; a second time it is so. */
const BELIEVED = 2;

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
      return body.expires_in > 0 ? { token: body.access_token } : { outcome: 'over' };
    }
    if (refuses(answer, 410)) {
      return { outcome: 'over' };
    }
    const contradiction = this.#contradiction(answer);
    this.#contradictions = contradiction ? this.#contradictions + 1 : 0;
    return this.#contradictions >= BELIEVED ? { outcome: contradiction } : troubleOf(answer);
  }

  #contradiction(answer) {
    if (answer.status === 202) {
      return 'early';
    }
    return refuses(answer, 404) || refuses(answer, 400) ? 'gone' : undefined;
  }

  /** A site that does not take it now may have no keys yet. */
  async #handOver(token) {
    const answer = await call(this.#site.enter, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      credentials: 'same-origin',
      // Whoever is sent elsewhere, as back to this page, has not come in.
      redirect: 'manual',
    });
    return answer.status >= 200 && answer.status < 300 ? { outcome: 'in' } : troubleOf(answer);
  }
}

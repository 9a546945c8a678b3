// Takes a place in the line, once for all tabs. Every join is a place of its own, so whoever asks
// twice stands there twice.

import { call, refuses, sending, troubleOf } from './call.js';

/** What was not answered for so long may stand in the line all the same: nobody gives up early. */
const PATIENCE = 60_000;
const AFTER_SILENCE = 30_000;

/**
 * One attempt to have a new place instead of an old one. Tells what went wrong as `trouble`, with
 * `state` where it is the line that takes nobody ("unknown", "shut").
 */
export function join(line, place, old) {
  return place.alone(async () => {
    place.refresh();
    if (place.request !== old) {
      return {};
    }
    const answer = await call(
      `${line.api}/assign_queue_num`,
      sending({ event_id: line.event }),
      PATIENCE,
    );
    if (answer.status === 200 && typeof answer.body?.api_request_id === 'string') {
      place.take(answer.body.api_request_id, old);
      return {};
    }
    const unsure = answer.late ? { retryAfter: AFTER_SILENCE } : {};
    return { ...troubleOf(answer), ...unsure, ...refusal(answer) };
  });
}

/** Nobody needs to know soon when that changes. */
function refusal(answer) {
  if (refuses(answer, 404)) {
    return { state: 'unknown', idle: true };
  }
  return refuses(answer, 409) ? { state: 'shut', idle: true } : {};
}

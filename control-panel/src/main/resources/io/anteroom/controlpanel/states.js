// The state of a room as a word in a shape.

import { make } from './elements.js';
import { words } from './words.js';

/** The names of what a room is. */
export function statesOf({ paused, closed }) {
  const states = [paused && 'paused', closed && 'closed'].filter(Boolean);
  return states.length > 0 ? states : ['open'];
}

/** Shows them, and leaves the element alone where they are shown already. */
export function showStates(element, room) {
  const states = statesOf(room);
  if (element.dataset.states !== states.join()) {
    element.dataset.states = states.join();
    element.replaceChildren(
      ...states.map((state) => make('span', { class: `state ${state}` }, words.state[state])),
    );
  }
}

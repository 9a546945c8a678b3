// Puts the parts together: asks how the line moves, shows what it hears, goes on when it is time.

import { Going } from './going.js';
import { watch } from './line.js';
import { Screen } from './screen.js';

const place = document.body.dataset;
// For guard.js.
place.awake = '';
const going = new Going(place);
const screen = new Screen(place, place);
// What the page says already.
const status = place.status ? JSON.parse(place.status) : undefined;
const known = { state: place.state, status, at: Date.now() };

screen.show(known);

watch({ ...place, known }, (heard) => {
  screen.show(heard);
  // Offline it would only leave for the browser's error page.
  if (heard.state === 'served' && heard.trouble !== 'offline') {
    going.start();
  } else {
    going.cancel();
  }
});

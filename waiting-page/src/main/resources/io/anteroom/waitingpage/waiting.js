// Puts the parts together: asks how the line moves, shows what it hears, goes on when it is time.

import { Going } from './going.js';
import { watch } from './line.js';
import { loadTexts } from './texts.js';
import { View } from './view.js';

const place = document.body.dataset;
// For guard.js.
place.awake = '';
const going = new Going(place);
let view = null;
let loading = false;
// What the page says already.
const status = place.status ? JSON.parse(place.status) : undefined;
let situation = { state: place.state, status, at: Date.now() };

// Nothing waits for the texts, least of all somebody's turn.
async function show() {
  if (!view && !loading) {
    loading = true;
    const texts = await loadTexts(place);
    loading = false;
    view = texts && new View(texts, place);
  }
  view?.show(situation);
}

show();

watch({ ...place, known: situation }, (heard) => {
  situation = heard;
  show();
  // Offline it would only leave for the browser's error page.
  if (heard.state === 'served' && heard.trouble !== 'offline') {
    going.start();
  } else {
    going.cancel();
  }
});

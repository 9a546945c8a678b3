// The page that stands alone: takes a place, shows how the line moves, and goes in once somebody
// wants to. Never by itself: what a token allows should begin when somebody is there.

import { untilItWorks } from './attempts.js';
import { Claim } from './claim.js';
import { join } from './join.js';
import { watch } from './line.js';
import { onward } from './onward.js';
import { Place } from './place.js';
import { Screen } from './screen.js';

/** Longer than anybody waits without a word. */
const SLOW = 10_000;
const ENDED = ['expired', 'gone'];
const ALIVE = ['numbering', 'waiting', 'served', 'went'];

const page = document.body.dataset;
// For guard.js.
page.awake = '';
const site = { ...page, api: page.api.replace(/\/$/, '') };
const place = new Place(site);
const screen = new Screen(place, site);
let situation = { state: 'looking' };
let wasAlive = false;
let underWay = new AbortController();

function become(change) {
  situation = { ...situation, trouble: undefined, ...change, kept: place.kept };
  wasAlive ||= ALIVE.includes(situation.state);
  screen.show(situation);
}

function tellTrouble({ trouble }) {
  become({ trouble });
}

/** Who comes for something new, with a place of long ago, has no use for what became of that. */
function end(change) {
  if (place.isOld && !wasAlive) {
    turnTo(getPlace);
  } else {
    become(change);
  }
}

/** Only one thing is under way at a time. */
function turnTo(stage) {
  underWay.abort();
  underWay = new AbortController();
  stage(underWay.signal);
}

/** Goes by what is known of the place, whichever tab has found that out. */
function begin() {
  place.refresh();
  if (!place.request) {
    turnTo(getPlace);
  } else {
    turnTo(place.claimed ? lookUp : wait);
  }
}

/** Also while nobody looks: the place counts from now, whenever somebody comes back. */
async function getPlace(signal) {
  const old = place.request;
  become({ state: 'joining', status: undefined });
  const slow = setTimeout(() => become({ trouble: 'silent' }), SLOW);
  signal.addEventListener('abort', () => clearTimeout(slow));
  const joined = await untilItWorks(
    () => join(site, place, old),
    ({ state, trouble }) => {
      clearTimeout(slow);
      become(state ? { state } : { state: 'joining', trouble });
    },
    signal,
  );
  if (joined) {
    begin();
  }
}

function wait(signal) {
  become({ state: 'looking', status: undefined });
  watch(
    { ...site, request: place.request },
    (heard) => (ENDED.includes(heard.state) ? end(heard) : become(heard)),
    signal,
  );
}

/** How the line moves says nothing any more of a place that has a token. */
async function lookUp(signal) {
  become({ state: 'looking', status: undefined });
  const claim = new Claim(site, place);
  settle(await untilItWorks(() => claim.lookUp(), tellTrouble, signal));
}

async function goIn(signal) {
  become({ state: 'claiming' });
  const claim = new Claim(site, place);
  settle(await untilItWorks(() => claim.goIn(), tellTrouble, signal));
}

function settle(found) {
  switch (found?.outcome) {
    case 'in':
      place.use();
      // In place of this page: from the site, "back" leads to what was before the line.
      location.replace(onward(site.onward));
      break;
    case 'good':
      become(place.used ? { state: 'went', trouble: whyBack() } : { state: 'served' });
      break;
    case 'over':
      end({ state: place.used ? 'over' : 'expired' });
      break;
    case 'gone':
      end({ state: 'gone' });
      break;
    case 'early':
      turnTo(wait);
      break;
  }
}

/** Whoever is sent back at once has a browser that keeps no cookie. */
function whyBack() {
  return place.usedJustNow && !wasAlive ? 'back' : undefined;
}

document.getElementById('go').addEventListener('click', () => {
  if (situation.state !== 'claiming') {
    turnTo(goIn);
  }
});
document.getElementById('anew').addEventListener('click', () => turnTo(getPlace));

place.follow(() => {
  // Whoever is on the way in goes on.
  if (situation.state !== 'claiming') {
    begin();
  }
});
// Out of the browser's memory by the back button: other tabs were not heard meanwhile.
addEventListener('pageshow', (event) => event.persisted && begin());

// A page that the browser loads before anybody wants it takes no place.
if (document.prerendering) {
  document.addEventListener('prerenderingchange', begin, { once: true });
} else {
  begin();
}

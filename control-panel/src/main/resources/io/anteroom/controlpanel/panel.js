// Puts the parts together: signs somebody in, shows the rooms, and the one that is open.

import { find } from './elements.js';
import { Freshness } from './fresh.js';
import { Outcomes } from './outcomes.js';
import { SignIn } from './sign-in.js';
import { words } from './words.js';

const settings = document.body.dataset;
const outcomes = new Outcomes();
const signIn = new SignIn(settings, start);
let session;

function start(api, signer) {
  session = { api, fresh: new Freshness() };
  find('who').textContent = words.who(signer.id, signer.region);
  find('session').hidden = false;
  find('desk').hidden = false;
}

/** Forgets the key and all that was seen with it. */
function end(why) {
  session.api.end();
  session.fresh.stop();
  session = undefined;
  outcomes.clear();
  find('who').textContent = '';
  find('session').hidden = true;
  find('desk').hidden = true;
  signIn.show(why);
}

find('sign-out').addEventListener('click', () => end());
// A page that the back button brings back would still be signed in.
addEventListener('pagehide', () => session && end());
signIn.show();

// Puts the parts together: signs somebody in, and shows the desk. Signing out loads the page anew, so
// that nothing stays of the key, or of what was seen with it.

import { PrivateApi } from './api.js';
import { Desk } from './desk.js';
import { find } from './elements.js';
import { Freshness } from './fresh.js';
import { Outcomes } from './outcomes.js';
import { SignIn } from './sign-in.js';
import { words } from './words.js';

const settings = document.body.dataset;
const signIn = new SignIn(settings, enter);
let api;
let desk;

function enter(signer) {
  find('who').textContent = words.who(signer.id, signer.region);
  if (desk) {
    api.use(signer);
    desk.look();
    return;
  }
  find('session').hidden = false;
  find('desk').hidden = false;
  api = new PrivateApi(settings.privateOrigin, signer);
  const outcomes = new Outcomes();
  const fresh = new Freshness((error) => signIn.askAnew(error.words));
  const say = (text, kind) => outcomes.say(text, kind);
  desk = new Desk(api, say, fresh, settings.publicOrigin);
}

for (const button of [find('sign-out'), find('give-up')]) {
  button.addEventListener('click', () => location.reload());
}

// A page that lies in the browser's memory for the back button would still know the key.
addEventListener('pagehide', () => api?.end());
addEventListener('pageshow', (event) => event.persisted && location.reload());

signIn.open();

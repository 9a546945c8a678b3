// Takes an access key, and finds out whether the private origin does. What was typed is forgotten as
// soon as the origin does.

import { CallError, PrivateApi } from './api.js';
import { find } from './elements.js';
import { keyIn } from './pasted.js';
import { Signer } from './signature.js';
import { words } from './words.js';

export class SignIn {
  #settings;
  #signedIn;
  #dialog = find('sign-in');
  #form = find('key');
  #button = this.#form.querySelector('[type="submit"]');
  #trouble = find('sign-in-trouble');

  /** `signedIn(signer)` is called each time that somebody has. */
  constructor(settings, signedIn) {
    this.#settings = settings;
    this.#signedIn = signedIn;
    find('origin').textContent = settings.privateOrigin;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#attempt(typed());
    });
    this.#form.addEventListener('paste', (event) => {
      const key = keyIn(event.clipboardData.getData('text/plain'));
      if (key) {
        event.preventDefault();
        this.#attempt({ ...key, region: find('key-region').value });
      }
    });
    // Escape would leave a desk that nobody may see.
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    this.#forget();
  }

  /** Lets somebody in. */
  open() {
    this.#dialog.show();
    if (!globalThis.isSecureContext) {
      this.#say(words.trouble('insecure'));
      this.#button.disabled = true;
    }
  }

  /** Asks for a key where the old one holds no more, over whatever is open. */
  askAnew(why) {
    if (!this.#dialog.open) {
      find('give-up').hidden = false;
      this.#dialog.showModal();
      this.#say(why);
    }
  }

  async #attempt(key) {
    if (this.#button.disabled) {
      return;
    }
    this.#busy(true);
    try {
      requireWritable(key);
      const signer = await Signer.of(key);
      await new PrivateApi(this.#settings.privateOrigin, signer).get('/events', { limit: 1 });
      this.#forget();
      this.#say('');
      this.#dialog.close();
      this.#signedIn(signer);
    } catch (error) {
      this.#say(this.#reason(error));
    } finally {
      this.#busy(false);
    }
  }

  #reason(error) {
    if (!(error instanceof CallError)) {
      reportError(error);
      return words.ownMistake;
    }
    return error.kind === 'silent'
      ? words.noWay(this.#settings.privateOrigin, location.origin)
      : error.words;
  }

  #busy(busy) {
    this.#button.disabled = busy;
    this.#button.textContent = busy ? words.signingIn : words.signIn;
  }

  #say(text = '') {
    this.#trouble.hidden = !text;
    this.#trouble.textContent = text;
  }

  #forget() {
    this.#form.reset();
    find('key-region').value = this.#settings.region;
  }
}

/** A header has no room for anything else, and the browser would not say why it sends nothing. */
function requireWritable({ id, region, sessionToken = '' }) {
  if (![id, region, sessionToken].every((text) => /^[\x21-\x7e]*$/.test(text))) {
    throw new CallError('unfit', { said: words.oddKey });
  }
}

function typed() {
  return {
    id: find('key-id').value.trim(),
    secret: find('key-secret').value.trim(),
    sessionToken: find('key-token').value.trim(),
    region: find('key-region').value.trim(),
  };
}

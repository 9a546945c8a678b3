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
  #section = find('sign-in');
  #form = find('key');
  #button = this.#form.querySelector('[type="submit"]');
  #trouble = find('sign-in-trouble');

  /** `signedIn(api, signer)` is called each time that somebody has. */
  constructor(settings, signedIn) {
    this.#settings = settings;
    this.#signedIn = signedIn;
    find('origin').textContent = settings.privateOrigin;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#attempt();
    });
    this.#form.addEventListener('paste', (event) => this.#paste(event));
    addEventListener('pagehide', () => this.#forget());
    this.#forget();
  }

  /** Lets somebody in. `why` says what has ended the session before, if it did not end by itself. */
  show(why) {
    this.#section.hidden = false;
    this.#say(why);
    find('key-id').focus();
  }

  #paste(event) {
    const key = keyIn(event.clipboardData.getData('text/plain'));
    if (key) {
      event.preventDefault();
      find('key-id').value = key.id;
      find('key-secret').value = key.secret;
      find('key-token').value = key.sessionToken ?? '';
      this.#button.focus();
    }
  }

  async #attempt() {
    if (this.#button.disabled) {
      return;
    }
    this.#busy(true);
    try {
      await this.#enter();
    } catch (error) {
      this.#say(this.#reason(error));
    }
    this.#busy(false);
  }

  async #enter() {
    if (!globalThis.isSecureContext) {
      throw new CallError('insecure');
    }
    const signer = await Signer.of({
      id: find('key-id').value.trim(),
      secret: find('key-secret').value.trim(),
      sessionToken: find('key-token').value.trim(),
      region: find('key-region').value.trim(),
    });
    const api = new PrivateApi(this.#settings.privateOrigin, signer);
    await api.get('/events', { limit: 1 });
    this.#forget();
    this.#say('');
    this.#section.hidden = true;
    this.#signedIn(api, signer);
  }

  #reason(error) {
    if (!(error instanceof CallError)) {
      throw error;
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

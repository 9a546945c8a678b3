// Keys that somebody can press in place of a click. They only lead to where something can be done; none
// does anything by itself, none counts while somebody types or is asked something, and all can be
// switched off.

import { find, make } from './elements.js';
import { words } from './words.js';

const KEYS = {
  j: 'next',
  k: 'previous',
  '/': 'find',
  n: 'make',
  m: 'move',
  p: 'pause',
  c: 'close',
  s: 'settings',
};

/** `actions` holds a function for each of the names above. */
export function hearKeys(actions) {
  const heard = make('input', { id: 'keys-heard', type: 'checkbox', checked: true });
  const dialog = help(heard);
  find('show-keys').addEventListener('click', () => dialog.showModal());
  addEventListener('keydown', (event) => {
    if (!heard.checked || isMeantForAnother(event)) {
      return;
    }
    const act = event.key === '?' ? () => dialog.showModal() : actions[KEYS[event.key]];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}

function isMeantForAnother(event) {
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    event.target.closest('input, textarea, select, [contenteditable]') !== null ||
    document.querySelector('dialog[open]') !== null
  );
}

function help(heard) {
  const rows = [...Object.entries(KEYS), ['?', 'help'], ['Esc', 'cancel']].map(([key, name]) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, make('kbd', {}, key)),
      make('td', {}, words.key[name]),
    ),
  );
  const dialog = make(
    'dialog',
    { class: 'card', 'aria-labelledby': 'keys-title' },
    make(
      'form',
      { method: 'dialog' },
      make('h2', { id: 'keys-title' }, words.keys),
      make('table', {}, make('tbody', {}, ...rows)),
      make(
        'p',
        { class: 'field truth' },
        heard,
        make('label', { for: 'keys-heard' }, words.keysHeard),
      ),
      make('p', { class: 'actions' }, make('button', { class: 'button' }, words.shut)),
    ),
  );
  document.body.append(dialog);
  return dialog;
}

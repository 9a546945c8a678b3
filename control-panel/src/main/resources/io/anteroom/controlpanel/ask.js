// Asks before something is done: says what from and what to, and waits for a yes. What is dangerous
// wants a name typed.

import { CallError } from './api.js';
import { make } from './elements.js';
import { words } from './words.js';

let asked = 0;

/**
 * `content` is what stands between title and buttons, `summary` what stays in sight above the buttons,
 * `action` what the button says. `act` does it; the dialog closes when that is over, and stays, with the
 * reason, where it throws a CallError.
 *
 * Returns the dialog.
 */
export function ask({ title, content, summary = [], action, act, dangerous = false, typed }) {
  asked += 1;
  const titleId = `question-${asked}`;
  const yes = make('button', { class: `button main${dangerous ? ' danger' : ''}` }, action);
  const no = make('button', { class: 'button', type: 'button' }, words.cancel);
  const trouble = make('p', { class: 'strip danger', role: 'alert', hidden: true });
  const form = make(
    'form',
    { autocomplete: 'off' },
    make('h2', { id: titleId }, title),
    ...content,
    ...(typed ? [proofOf(typed, yes)] : []),
    make('div', { class: 'foot' }, ...summary, trouble, make('p', { class: 'actions' }, yes, no)),
  );
  const dialog = make('dialog', { class: 'card', 'aria-labelledby': titleId }, form);

  no.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(dialog, yes, trouble, act);
  });

  document.body.append(dialog);
  dialog.showModal();
  (dialog.querySelector('input') ?? yes).focus();
  return dialog;
}

/** Once at a time, however often somebody presses the button. */
async function answer(dialog, yes, trouble, act) {
  if (yes.getAttribute('aria-busy') === 'true') {
    return;
  }
  trouble.hidden = true;
  yes.setAttribute('aria-busy', 'true');
  try {
    await act();
    dialog.close();
  } catch (error) {
    if (!(error instanceof CallError)) {
      throw error;
    }
    trouble.hidden = false;
    trouble.textContent = error.words;
  } finally {
    yes.removeAttribute('aria-busy');
  }
}

/** From what, to what. */
export function fromTo(from, to) {
  return make(
    'p',
    { class: 'from-to' },
    make('span', {}, from),
    make('span', { class: 'arrow', role: 'img', 'aria-label': words.to }, '→'),
    make('strong', {}, to),
  );
}

function proofOf(name, yes) {
  const id = `proof-${asked}`;
  const input = make('input', {
    id,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
  });
  yes.disabled = true;
  input.addEventListener('input', () => {
    yes.disabled = input.value !== name;
  });
  return make(
    'p',
    { class: 'field' },
    make('label', { for: id }, words.typeName, ' ', make('code', {}, name)),
    input,
  );
}

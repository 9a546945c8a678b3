// Changes and retires rooms. Such calls carry no key under which a repeat would be told apart from a
// second one, so they are made once; where no answer comes, the room itself is looked at.

import { CallError } from './api.js';
import { escaped } from './signature.js';

/** What a room may be called. Browsers take the two that are missing for steps in a path. */
export function isName(name) {
  return /^[A-Za-z0-9._-]{1,128}$/.test(name) && name !== '.' && name !== '..';
}

export function pathOf(name) {
  return `/events/${escaped(name)}`;
}

/** Makes a room, or has it be as `settings` say. Answers with the room. */
export async function change(api, name, settings) {
  try {
    return await api.put(pathOf(name), settings);
  } catch (error) {
    const room = await ifUnknown(error, () => api.get(pathOf(name)));
    if (room && Object.entries(settings).every(([field, value]) => room[field] === value)) {
      return room;
    }
    throw error;
  }
}

/** Takes a room away. */
export async function retire(api, name) {
  try {
    await api.remove(pathOf(name));
  } catch (error) {
    if (await ifUnknown(error, () => isGone(api, name))) {
      return;
    }
    throw error;
  }
}

export async function isGone(api, name) {
  try {
    await api.get(pathOf(name));
    return false;
  } catch (error) {
    if (error.status === 404) {
      return true;
    }
    throw error;
  }
}

/** Whoever asks here has an error to tell already: that this question failed, too, adds nothing. */
async function ifUnknown(error, question) {
  if (error.kind !== 'unknown') {
    return undefined;
  }
  try {
    return await question();
  } catch (another) {
    if (another instanceof CallError) {
      return undefined;
    }
    throw another;
  }
}

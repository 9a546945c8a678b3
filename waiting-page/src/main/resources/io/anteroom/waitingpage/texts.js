// The texts in the visitor's language, and numbers and times as they are written there.

const FALLBACK = 'en';

/**
 * The texts in the language of the page, where the server has chosen one, or else in the first that
 * is wanted and there; null if not even English loads.
 */
export async function loadTexts({ language, languages }) {
  const best = language
    ? { file: language, locale: document.documentElement.lang }
    : wanted(languages.split(' '));
  for (const { file, locale } of [best, { file: FALLBACK, locale: FALLBACK }]) {
    try {
      const answer = await fetch(new URL(`texts.${file}.json`, import.meta.url));
      if (answer.ok) {
        return new Texts(await answer.json(), locale);
      }
    } catch {
      // The next one, then.
    }
  }
  return null;
}

/** The best file for the languages of the browser. */
function wanted(known) {
  for (const locale of navigator.languages ?? []) {
    const file = fileFor(locale, known);
    if (file) {
      return { file, locale };
    }
  }
  return { file: FALLBACK, locale: FALLBACK };
}

/** "zh-TW" is written as "zh-Hant" is, and "de-CH" as "de" is. */
function fileFor(locale, known) {
  try {
    const { language, script } = new Intl.Locale(locale).maximize();
    return [`${language}-${script}`, language].find((name) => known.includes(name));
  } catch {
    return undefined;
  }
}

class Texts {
  #texts;

  constructor(texts, locale) {
    this.#texts = texts;
    this.locale = locale;
    this.direction = texts.direction;
  }

  /** The text of that name; `{gaps}` are filled in, by the text of their own name if need be. */
  get(name, gaps = {}) {
    return (this.#texts[name] ?? '').replace(
      /\{(\w+)\}/g,
      (_, gap) => gaps[gap] ?? this.#texts[gap] ?? '',
    );
  }

  number(value) {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  time(millis, style = { hour: 'numeric', minute: '2-digit' }) {
    return new Intl.DateTimeFormat(this.locale, style).format(millis);
  }

  /** Somewhere between so many seconds: rounded away from each other, and no finer than it is known. */
  wait(range) {
    if (!range) {
      return this.get('wait.unknown');
    }
    const { low, high } = range;
    if (high < 60) {
      return this.get('wait.soon');
    }
    const [unit, seconds] = low < 3_600 ? ['minute', 60] : ['hour', 3_600];
    const step = unit === 'minute' && high > 20 * 60 ? 5 : 1;
    const from = Math.max(Math.floor(low / seconds / step) * step, 1);
    const to = Math.ceil(high / seconds / step) * step;
    const count =
      from === to
        ? this.number(to)
        : this.get('range', { from: this.number(from), to: this.number(to) });
    return this.get(`${unit}s`, { count });
  }

  /** So many seconds, to the second. */
  left(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    return `${this.#short('minute', Math.floor(whole / 60))} ${this.#short('second', whole % 60)}`;
  }

  #short(unit, value) {
    const style = { style: 'unit', unit, unitDisplay: 'short' };
    return new Intl.NumberFormat(this.locale, style).format(value);
  }
}

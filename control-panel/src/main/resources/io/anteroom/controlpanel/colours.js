// What charts are drawn with: the page's own colours and letters, as they are now.

const NAMES = {
  line: '--chart-line',
  fill: '--chart-fill',
  grid: '--chart-grid',
  gap: '--chart-gap',
  text: '--text-quiet',
  mark: '--text',
  ground: '--card',
  font: '--font',
};

const CHANGES = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map(matchMedia);

export function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    Object.entries(NAMES).map(([name, property]) => [name, style.getPropertyValue(property).trim()]),
  );
}

/** Calls back whenever they are others. */
export function onColours(change) {
  CHANGES.forEach((query) => query.addEventListener('change', change));
}

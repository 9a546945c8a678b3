// Makes and finds elements. What comes from elsewhere goes in as text, never as HTML.

export function find(id) {
  return document.getElementById(id);
}

/** An element with attributes (none for false, bare for true) and with children: elements or text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) {
      element.setAttribute(attribute, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** Changes a text only where it differs, so that selections and screen readers are left in peace. */
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

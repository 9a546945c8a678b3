// Keeps a list of elements in step with what there is to show. What stays is left where it is, with its
// focus, its selection and the place of whoever reads it.

/**
 * Has `parent` hold one child for each of `items`, in their order. A child is known again by the `key`
 * of its item; `make` makes one for an item, and `update` is told both each time.
 */
export function keep(parent, items, { key, make, update = () => {} }) {
  const wanted = new Map(items.map((item) => [String(key(item)), item]));
  const there = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  for (const [name, child] of there) {
    if (!wanted.has(name)) {
      child.remove();
    }
  }
  let place = parent.firstElementChild;
  for (const [name, item] of wanted) {
    const child = there.get(name) ?? make(item);
    child.dataset.key = name;
    update(child, item);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
}

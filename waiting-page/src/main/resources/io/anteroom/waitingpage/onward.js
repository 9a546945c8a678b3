// Where to go once in: where somebody came from, if that is on this site. Anybody can write an
// address with a `return_to`.

/** Two slashes begin the name of a host, a backslash counts as a slash, and tabs and line ends as nothing. */
const OWN_PATH = /^\/(?![/\\])[^\u0000-\u001f\u007f]*$/;

export function onward(otherwise) {
  const wanted = new URLSearchParams(location.search).get('return_to') ?? '';
  return OWN_PATH.test(wanted) ? wanted : otherwise;
}

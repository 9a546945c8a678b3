// Where the page's scripts don't all arrive, or can't run, the page loads itself again, and not every
// page at the same moment. A script of the old kind, on its own, for the oldest of browsers.

setTimeout(function () {
  if (!('awake' in document.body.dataset)) {
    location.reload();
  }
}, 15000 * (1 + Math.random()));

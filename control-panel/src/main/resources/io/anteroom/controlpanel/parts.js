// What is shown of one room below its counter, each by the id of the element that it is shown in.
// A part is made when somebody signs in, as `new Part(element, api, say)`; then `show(room)` with
// each look at the room that is open, and `hide()` when another one is opened, or none.

import { Charts } from './charts.js';
import { Feed } from './feed.js';
import { Figures } from './figures.js';
import { Inlets } from './inlets.js';

export const PARTS = { figures: Figures, charts: Charts, inlets: Inlets, feed: Feed };

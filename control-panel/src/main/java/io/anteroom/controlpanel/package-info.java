/** What operators see of their rooms: static files, and one page that is filled in. */
@NullMarked
package io.anteroom.controlpanel;

import org.jspecify.annotations.NullMarked;

/** Rooms as the private API shows and moves them. */
@NullMarked
package io.anteroom.inlets.room;

import org.jspecify.annotations.NullMarked;

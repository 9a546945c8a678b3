/** One waiting room: the commands it takes, the events that it decides, and its state. */
@NullMarked
package io.anteroom.domain.room;

import org.jspecify.annotations.NullMarked;

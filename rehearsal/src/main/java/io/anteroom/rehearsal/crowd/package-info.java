/** The visitors, each with its own clock, and the loop that serves them. */
@NullMarked
package io.anteroom.rehearsal.crowd;

import org.jspecify.annotations.NullMarked;

/** The load command: a crowd that joins, polls and fetches tokens over HTTP. */
@NullMarked
package io.anteroom.rehearsal;

import org.jspecify.annotations.NullMarked;

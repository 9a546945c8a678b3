/** The topics, the versioned JSON of events and commands, and the HTTP types. */
@NullMarked
package io.anteroom.contracts;

import org.jspecify.annotations.NullMarked;

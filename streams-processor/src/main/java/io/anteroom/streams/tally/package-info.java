/** The first topology: counts the joins of each partition into spans. */
@NullMarked
package io.anteroom.streams.tally;

import org.jspecify.annotations.NullMarked;

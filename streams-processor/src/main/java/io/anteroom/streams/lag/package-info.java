/** Tells how far numbering is behind the people who join. */
@NullMarked
package io.anteroom.streams.lag;

import org.jspecify.annotations.NullMarked;

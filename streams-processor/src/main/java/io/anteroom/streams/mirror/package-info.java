/** The mirror: puts what rooms decided into Redis, where services read it. */
@NullMarked
package io.anteroom.streams.mirror;

import org.jspecify.annotations.NullMarked;

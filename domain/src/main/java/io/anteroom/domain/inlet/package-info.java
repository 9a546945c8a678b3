/** Strategies that decide when a serving counter moves. */
@NullMarked
package io.anteroom.domain.inlet;

import org.jspecify.annotations.NullMarked;

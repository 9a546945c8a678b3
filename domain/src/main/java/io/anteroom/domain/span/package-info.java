/** Spans: runs of neighbouring joins, before and after they have numbers. */
@NullMarked
package io.anteroom.domain.span;

import org.jspecify.annotations.NullMarked;

/** Measurements of a running stack. */
@NullMarked
package io.anteroom.benchmarks;

import org.jspecify.annotations.NullMarked;

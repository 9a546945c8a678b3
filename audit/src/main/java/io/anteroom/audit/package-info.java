/** The audit command: reads the log and checks that every promise was kept. */
@NullMarked
package io.anteroom.audit;

import org.jspecify.annotations.NullMarked;

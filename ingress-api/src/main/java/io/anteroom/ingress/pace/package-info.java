/** How fast serving counters move, as one instance sees them move, and how long people wait. */
@NullMarked
package io.anteroom.ingress.pace;

import org.jspecify.annotations.NullMarked;

/** What the replicas of an inlet tell each other. */
@NullMarked
package io.anteroom.contracts.inlet;

import org.jspecify.annotations.NullMarked;

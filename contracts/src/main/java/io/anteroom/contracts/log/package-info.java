/** How records look in the log: a few bytes for a join, versioned JSON for everything else. */
@NullMarked
package io.anteroom.contracts.log;

import org.jspecify.annotations.NullMarked;

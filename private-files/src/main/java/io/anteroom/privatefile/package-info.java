/** Files that only their owner may read. */
@NullMarked
package io.anteroom.privatefile;

import org.jspecify.annotations.NullMarked;

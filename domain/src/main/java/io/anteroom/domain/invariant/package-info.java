/** What must hold in every history of a room, checked apart from the code that decides. */
@NullMarked
package io.anteroom.domain.invariant;

import org.jspecify.annotations.NullMarked;

/** What must hold in everything that a crowd sees, and the checks that find where it does not. */
@NullMarked
package io.anteroom.rehearsal.proof;

import org.jspecify.annotations.NullMarked;

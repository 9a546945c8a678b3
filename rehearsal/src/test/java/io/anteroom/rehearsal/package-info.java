/** Tests of the load command. */
@NullMarked
package io.anteroom.rehearsal;

import org.jspecify.annotations.NullMarked;

/** Waiting pages as browsers hold them open: each joins once, and asks how the line moves. */
@NullMarked
package io.anteroom.rehearsal.page;

import org.jspecify.annotations.NullMarked;

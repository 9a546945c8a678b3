/** HTTP calls to one origin: keep-alive connections, signatures, and what came back. */
@NullMarked
package io.anteroom.rehearsal.origin;

import org.jspecify.annotations.NullMarked;

/** Tickets: the place of a join in the log, and the request id that carries it. */
@NullMarked
package io.anteroom.domain.ticket;

import org.jspecify.annotations.NullMarked;

/** The service that decides when serving counters move. */
@NullMarked
package io.anteroom.inlets;

import org.jspecify.annotations.NullMarked;

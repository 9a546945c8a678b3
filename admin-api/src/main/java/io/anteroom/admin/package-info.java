/** The private service with which operators and inlets run a room. */
@NullMarked
package io.anteroom.admin;

import org.jspecify.annotations.NullMarked;

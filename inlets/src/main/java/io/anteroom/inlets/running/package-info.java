/** Inlets at work: when they look, what they ask for, and what holds them. */
@NullMarked
package io.anteroom.inlets.running;

import org.jspecify.annotations.NullMarked;

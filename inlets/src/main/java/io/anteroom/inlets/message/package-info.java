/** Messages from sites that tell who has left. */
@NullMarked
package io.anteroom.inlets.message;

import org.jspecify.annotations.NullMarked;

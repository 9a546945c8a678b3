/** Messages from sites that tell who has left: by a queue, by a topic, and by a signed call. */
@NullMarked
package io.anteroom.inlets.message;

import org.jspecify.annotations.NullMarked;

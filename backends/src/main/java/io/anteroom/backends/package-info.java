/** A real Kafka broker and a real Redis server started from Maven artifacts. */
@NullMarked
package io.anteroom.backends;

import org.jspecify.annotations.NullMarked;

/** The join producer, the command client and the serdes over Kafka. */
@NullMarked
package io.anteroom.eventlog;

import org.jspecify.annotations.NullMarked;

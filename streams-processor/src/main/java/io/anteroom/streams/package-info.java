/** Kafka Streams topologies that number joins and run the waiting room aggregate. */
@NullMarked
package io.anteroom.streams;

import org.jspecify.annotations.NullMarked;

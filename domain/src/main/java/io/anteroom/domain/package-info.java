/** The rules of a waiting room, with no Kafka, no framework, no clock and no input or output. */
@NullMarked
package io.anteroom.domain;

import org.jspecify.annotations.NullMarked;

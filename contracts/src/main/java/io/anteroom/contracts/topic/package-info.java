/** The topics of the log: their names, partitions and settings, in one catalogue. */
@NullMarked
package io.anteroom.contracts.topic;

import org.jspecify.annotations.NullMarked;

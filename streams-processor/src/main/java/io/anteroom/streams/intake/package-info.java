/** What topologies do with records from outside: their time, and those that can't be read. */
@NullMarked
package io.anteroom.streams.intake;

import org.jspecify.annotations.NullMarked;

/** The Redis mirror of the log and the in-memory view of a room that services read. */
@NullMarked
package io.anteroom.readmodel;

import org.jspecify.annotations.NullMarked;

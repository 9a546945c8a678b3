/** How services reach the log: appending joins, asking rooms, making topics. */
@NullMarked
package io.anteroom.eventlog;

import org.jspecify.annotations.NullMarked;

/** The alarms that hold an inlet. */
@NullMarked
package io.anteroom.inlets.alarm;

import org.jspecify.annotations.NullMarked;

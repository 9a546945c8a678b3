/** What each inlet is to do, as its settings say. */
@NullMarked
package io.anteroom.inlets.plan;

import org.jspecify.annotations.NullMarked;

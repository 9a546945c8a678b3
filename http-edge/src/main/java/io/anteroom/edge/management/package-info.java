/** What a process tells its operators: whether it is alive and ready, and its metrics. */
@NullMarked
package io.anteroom.edge.management;

import org.jspecify.annotations.NullMarked;

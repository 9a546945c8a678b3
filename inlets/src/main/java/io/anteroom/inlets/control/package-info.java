/** What people say about inlets at run time, shared by all replicas. */
@NullMarked
package io.anteroom.inlets.control;

import org.jspecify.annotations.NullMarked;

/** The HTTP shell that every service wears: faces, routing, limits, answers and refusals. */
@NullMarked
package io.anteroom.edge;

import org.jspecify.annotations.NullMarked;

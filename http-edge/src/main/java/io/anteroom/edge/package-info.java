/** The HTTP shell that every service wears. */
@NullMarked
package io.anteroom.edge;

import org.jspecify.annotations.NullMarked;

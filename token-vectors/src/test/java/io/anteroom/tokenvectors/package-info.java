/** Makes the token vectors, and tests how they are read. */
@NullMarked
package io.anteroom.tokenvectors;

import org.jspecify.annotations.NullMarked;

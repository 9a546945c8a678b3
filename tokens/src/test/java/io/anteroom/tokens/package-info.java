/** Tests of the package. */
@NullMarked
package io.anteroom.tokens;

import org.jspecify.annotations.NullMarked;

/** Good and bad tokens that every verifier is tested with. */
@NullMarked
package io.anteroom.tokenvectors;

import org.jspecify.annotations.NullMarked;

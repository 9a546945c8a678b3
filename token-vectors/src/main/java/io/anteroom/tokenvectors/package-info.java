/** Good and bad tokens that every verifier is tested with, and an origin that publishes keys. */
@NullMarked
package io.anteroom.tokenvectors;

import org.jspecify.annotations.NullMarked;

/** Signing claims into tokens, publishing the keys, and verifying tokens. */
@NullMarked
package io.anteroom.tokens;

import org.jspecify.annotations.NullMarked;

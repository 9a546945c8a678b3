/** Tokens: the claims that let one person in, and what became of their session. */
@NullMarked
package io.anteroom.domain.token;

import org.jspecify.annotations.NullMarked;

/** Tokens of the waiting room in a Java site, with Anteroom's own verifier and no framework. */
@NullMarked
package io.anteroom.recipes.plain;

import org.jspecify.annotations.NullMarked;

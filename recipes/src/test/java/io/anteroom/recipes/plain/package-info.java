/** The recipe for Java sites without a framework. */
@NullMarked
package io.anteroom.recipes.plain;

import org.jspecify.annotations.NullMarked;

/** The nginx recipe in a real nginx. */
@NullMarked
package io.anteroom.recipes.nginx;

import org.jspecify.annotations.NullMarked;

/** The Envoy recipe in a real Envoy. */
@NullMarked
package io.anteroom.recipes.envoy;

import org.jspecify.annotations.NullMarked;

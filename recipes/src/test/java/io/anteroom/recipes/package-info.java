/** What every recipe must do, and what they are tried with. */
@NullMarked
package io.anteroom.recipes;

import org.jspecify.annotations.NullMarked;

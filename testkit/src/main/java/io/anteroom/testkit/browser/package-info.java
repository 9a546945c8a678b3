/** Pages in a real browser. */
@NullMarked
package io.anteroom.testkit.browser;

import org.jspecify.annotations.NullMarked;

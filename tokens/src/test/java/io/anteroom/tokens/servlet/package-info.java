/** Tests of the package. */
@NullMarked
package io.anteroom.tokens.servlet;

import org.jspecify.annotations.NullMarked;

/** Lets nobody into a servlet application without a token of the waiting room. */
@NullMarked
package io.anteroom.tokens.servlet;

import org.jspecify.annotations.NullMarked;

/** Tests of the package. */
@NullMarked
package io.anteroom.tokenservice;

import org.jspecify.annotations.NullMarked;

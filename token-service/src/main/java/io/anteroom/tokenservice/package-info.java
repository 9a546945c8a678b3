/** The service that exchanges a served place for a signed token. */
@NullMarked
package io.anteroom.tokenservice;

import org.jspecify.annotations.NullMarked;

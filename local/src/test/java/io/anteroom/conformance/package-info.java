/** Holds what the services answer to what their OpenAPI documents say. */
@NullMarked
package io.anteroom.conformance;

import org.jspecify.annotations.NullMarked;

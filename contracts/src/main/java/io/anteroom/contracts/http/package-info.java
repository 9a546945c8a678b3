/** The HTTP contract of both origins, as documents that programs read. */
@NullMarked
package io.anteroom.contracts.http;

import org.jspecify.annotations.NullMarked;

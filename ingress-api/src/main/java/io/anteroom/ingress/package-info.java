/** The public service that takes joins and tells people where they stand. */
@NullMarked
package io.anteroom.ingress;

import org.jspecify.annotations.NullMarked;

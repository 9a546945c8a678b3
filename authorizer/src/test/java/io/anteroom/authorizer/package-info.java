/** Tests of the function, as classes and as the package that is deployed. */
@NullMarked
package io.anteroom.authorizer;

import org.jspecify.annotations.NullMarked;

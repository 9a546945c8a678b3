/**
 * Checks AWS Signature Version 4, the way in which callers of the private API prove who they are.
 */
@NullMarked
package io.anteroom.edge.signature;

import org.jspecify.annotations.NullMarked;

/** Calls to the private origin, signed with AWS Signature Version 4. */
@NullMarked
package io.anteroom.signedcalls;

import org.jspecify.annotations.NullMarked;

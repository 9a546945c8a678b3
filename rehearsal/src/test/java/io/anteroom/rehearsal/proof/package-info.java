/** Tests of the checks: each must find what it is for. */
@NullMarked
package io.anteroom.rehearsal.proof;

import org.jspecify.annotations.NullMarked;

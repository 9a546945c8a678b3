/** Tests of the pages: they must wait as the real one does. */
@NullMarked
package io.anteroom.rehearsal.page;

import org.jspecify.annotations.NullMarked;

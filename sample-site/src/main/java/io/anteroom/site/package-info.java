/** A shop behind a waiting room, with the pages of visitors and operators. */
@NullMarked
package io.anteroom.site;

import org.jspecify.annotations.NullMarked;

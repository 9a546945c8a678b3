/** The page that stands alone as files, for a site that serves it itself. */
@NullMarked
package io.anteroom.waitingpage.export;

import org.jspecify.annotations.NullMarked;

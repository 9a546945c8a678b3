/** Static files, and pages with gaps: what our web pages are made of. */
@NullMarked
package io.anteroom.pagefiles;

import org.jspecify.annotations.NullMarked;

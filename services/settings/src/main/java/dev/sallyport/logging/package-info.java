/** Log lines that machines can read and nobody can forge. */
@NullMarked
package dev.sallyport.logging;

import org.jspecify.annotations.NullMarked;

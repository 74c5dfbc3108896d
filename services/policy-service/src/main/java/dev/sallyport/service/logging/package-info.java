/** Log lines that machines can read and nobody can forge. */
@NullMarked
package dev.sallyport.service.logging;

import org.jspecify.annotations.NullMarked;

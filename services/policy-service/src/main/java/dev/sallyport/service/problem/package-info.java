/** What goes wrong, told as RFC 9457 problem details from one table. */
@NullMarked
package dev.sallyport.service.problem;

import org.jspecify.annotations.NullMarked;

/** What a policy would have made of the calls of the last days. */
@NullMarked
package dev.sallyport.service.pages.whatif;

import org.jspecify.annotations.NullMarked;

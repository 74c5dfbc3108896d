/** What holds for every page. */
@NullMarked
package dev.sallyport.service.pages;

import org.jspecify.annotations.NullMarked;

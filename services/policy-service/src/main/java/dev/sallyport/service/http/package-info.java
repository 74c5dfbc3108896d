/** What holds for every request and answer, whatever it is about. */
@NullMarked
package dev.sallyport.service.http;

import org.jspecify.annotations.NullMarked;

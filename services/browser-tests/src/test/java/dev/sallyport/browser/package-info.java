/** The pages in a real browser, served by the real thing: broker, registry and packaged service. */
@NullMarked
package dev.sallyport.browser;

import org.jspecify.annotations.NullMarked;

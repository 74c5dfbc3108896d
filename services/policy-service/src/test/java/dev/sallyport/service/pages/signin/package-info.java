/** Signing in and out, as a browser does. */
@NullMarked
package dev.sallyport.service.pages.signin;

import org.jspecify.annotations.NullMarked;

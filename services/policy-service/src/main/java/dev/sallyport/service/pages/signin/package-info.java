/** Signing in and out. */
@NullMarked
package dev.sallyport.service.pages.signin;

import org.jspecify.annotations.NullMarked;

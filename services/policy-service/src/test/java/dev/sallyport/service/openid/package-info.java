/** Signing in at an identity provider, one that plays tricks among them. */
@NullMarked
package dev.sallyport.service.openid;

import org.jspecify.annotations.NullMarked;

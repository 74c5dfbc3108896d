/** Issuers of OpenID Connect: their documents and keys, and the flow that people sign in with. */
@NullMarked
package dev.sallyport.service.openid;

import org.jspecify.annotations.NullMarked;

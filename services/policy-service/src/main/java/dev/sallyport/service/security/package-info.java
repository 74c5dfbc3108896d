/** Who is asking, and whether they may: credentials, permissions, GitHub's identity tokens. */
@NullMarked
package dev.sallyport.service.security;

import org.jspecify.annotations.NullMarked;

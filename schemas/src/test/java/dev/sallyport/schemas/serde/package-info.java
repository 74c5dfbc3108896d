/** Tests of the contract: what is documented, what was shipped, what goes over the wire. */
@NullMarked
package dev.sallyport.schemas.serde;

import org.jspecify.annotations.NullMarked;

/** The pages of the audit log, over HTTP. */
@NullMarked
package dev.sallyport.service.pages.audit;

import org.jspecify.annotations.NullMarked;

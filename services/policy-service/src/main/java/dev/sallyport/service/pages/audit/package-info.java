/** The audit log of an organization or of the installation, and each of its events. */
@NullMarked
package dev.sallyport.service.pages.audit;

import org.jspecify.annotations.NullMarked;

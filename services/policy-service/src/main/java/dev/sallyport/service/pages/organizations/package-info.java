/** The organizations of the installation. */
@NullMarked
package dev.sallyport.service.pages.organizations;

import org.jspecify.annotations.NullMarked;

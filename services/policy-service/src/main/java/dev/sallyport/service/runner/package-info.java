/** What runners and their clients ask when a job starts. */
@NullMarked
package dev.sallyport.service.runner;

import org.jspecify.annotations.NullMarked;

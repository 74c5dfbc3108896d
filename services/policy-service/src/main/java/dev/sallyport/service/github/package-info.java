/** Asks GitHub to cancel the workflow runs of jobs that lockdown mode ends. */
@NullMarked
package dev.sallyport.service.github;

import org.jspecify.annotations.NullMarked;

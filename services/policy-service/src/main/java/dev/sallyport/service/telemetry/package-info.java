/** Takes what jobs report: the action's request to be monitored, and agents' records. */
@NullMarked
package dev.sallyport.service.telemetry;

import org.jspecify.annotations.NullMarked;

/** Takes what is recorded of jobs to Kafka, and never holds up whoever has something to record. */
@NullMarked
package dev.sallyport.topology.telemetry;

import org.jspecify.annotations.NullMarked;

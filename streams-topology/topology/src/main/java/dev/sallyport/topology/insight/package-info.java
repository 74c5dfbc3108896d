/** Projections of what jobs report: runs, baselines, detections. Never mixed with policy. */
@NullMarked
package dev.sallyport.topology.insight;

import org.jspecify.annotations.NullMarked;

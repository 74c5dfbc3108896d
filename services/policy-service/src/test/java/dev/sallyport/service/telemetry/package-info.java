@NullMarked
package dev.sallyport.service.telemetry;

import org.jspecify.annotations.NullMarked;

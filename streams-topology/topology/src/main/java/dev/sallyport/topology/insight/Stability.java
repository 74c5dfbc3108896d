package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How settled a baseline is. Once stable it stays so: whatever is called for the first time from
 * then on stands out, and must not make room for more.
 *
 * @param runs that it saw
 * @param quiet runs since the last that brought something new; counted until it is stable
 * @param needed how many quiet ones make it stable
 * @param lastNew when something was called for the first time; null if nothing ever was
 */
public record Stability(
    BaselineScope scope,
    long runs,
    long quiet,
    int needed,
    boolean stable,
    @Nullable Instant lastNew) {}

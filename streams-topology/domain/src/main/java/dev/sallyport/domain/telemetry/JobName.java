package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.InvalidName;
import org.jspecify.annotations.Nullable;

/** A job's id in its workflow file, as the client says. */
public record JobName(String name) {
  private static final int MOST = 255;

  public JobName {
    if (name.isEmpty() || !ObservedText.isPlain(name, MOST)) {
      throw new InvalidName("job", "has 1 to 255 characters, none a control character");
    }
  }

  /** As a client sent it, with what is unwanted replaced and the rest of a long one left out. */
  public static @Nullable JobName read(@Nullable String written) {
    return written == null || written.isEmpty()
        ? null
        : new JobName(ObservedText.of(written, MOST));
  }

  @Override
  public String toString() {
    return name;
  }
}

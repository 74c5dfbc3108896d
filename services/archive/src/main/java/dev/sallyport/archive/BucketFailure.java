package dev.sallyport.archive;

import org.jspecify.annotations.Nullable;

/** The bucket did not answer, or refused; to be tried again. The message never tells a secret. */
public final class BucketFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BucketFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

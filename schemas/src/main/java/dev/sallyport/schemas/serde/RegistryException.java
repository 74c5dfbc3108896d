package dev.sallyport.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What a schema registry answered instead of what was asked. */
public abstract sealed class RegistryException extends SerializationException {
  private static final long serialVersionUID = 1L;

  private RegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * No registry of the list could be reached, or none got beyond an error of its own, within all
   * retries.
   */
  public static final class Unavailable extends RegistryException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The registry does not know the schema, subject or version asked for. */
  public static final class Unknown extends RegistryException {
    private static final long serialVersionUID = 1L;

    Unknown(String message) {
      super(message, null);
    }
  }

  /**
   * The registry refuses the request: an incompatible or invalid schema, or credentials that do not
   * suffice.
   */
  public static final class Refused extends RegistryException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
      super(message, null);
      this.status = status;
    }

    /**
     * The HTTP status: 409 for an incompatible schema, 422 for an invalid one, 401 or 403 for
     * credentials.
     */
    public int status() {
      return status;
    }
  }
}

package dev.sallyport.archive;

/** Something that waiting does not change: whoever runs the installation has to look at it. */
public abstract sealed class ArchiveFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ArchiveFault(String message) {
    super(message);
  }

  /** The archive holds another log than the one at hand. */
  public static final class Foreign extends ArchiveFault {
    private static final long serialVersionUID = 1L;

    Foreign(String message) {
      super(message);
    }
  }

  /** The log ends before the archive does. */
  public static final class LogCutOff extends ArchiveFault {
    private static final long serialVersionUID = 1L;

    LogCutOff(String message) {
      super(message);
    }
  }

  /** The archive is not as it was written: something is missing, changed, or was added. */
  public static final class Damaged extends ArchiveFault {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
      super(message);
    }
  }

  /** A newer Sallyport wrote it than this one. */
  public static final class Newer extends ArchiveFault {
    private static final long serialVersionUID = 1L;

    Newer(String message) {
      super(message);
    }
  }
}

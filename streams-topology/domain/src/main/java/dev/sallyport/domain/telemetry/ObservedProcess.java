package dev.sallyport.domain.telemetry;

/**
 * A program as the agent saw it. Both may be empty, or the name of a container image.
 *
 * @param sha256 of its file, in hexadecimal, where the agent knows it
 */
public record ObservedProcess(String name, String sha256) {
  private static final int MOST = 255;

  public ObservedProcess {
    name = ObservedText.of(name, MOST);
    sha256 = ObservedText.of(sha256, MOST);
  }
}

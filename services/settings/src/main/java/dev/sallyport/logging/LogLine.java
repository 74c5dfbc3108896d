package dev.sallyport.logging;

/**
 * One log line: what happened, then {@code key=value} pairs. Values that hold anything but plain
 * characters are quoted and escaped, so that nothing a client sends can end a line or forge a pair.
 * Never given a secret.
 */
public final class LogLine {
  private static final int MAX_VALUE = 300;

  private final StringBuilder line;

  private LogLine(String what) {
    this.line = new StringBuilder(160).append(what);
  }

  public static LogLine of(String what) {
    return new LogLine(what);
  }

  public LogLine with(String key, Object value) {
    line.append(' ').append(key).append('=');
    var text = String.valueOf(value);
    if (plain(text)) {
      line.append(text);
    } else {
      quoted(text);
    }
    return this;
  }

  private static boolean plain(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_VALUE
        && text.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '=' && c != '\\');
  }

  private void quoted(String text) {
    line.append('"');
    text.codePoints()
        .limit(MAX_VALUE)
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
          } else if (c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
            line.append("\\u%04x".formatted(c));
          } else {
            line.appendCodePoint(c);
          }
        });
    line.append(text.length() > MAX_VALUE ? "…\"" : "\"");
  }

  @Override
  public String toString() {
    return line.toString();
  }
}

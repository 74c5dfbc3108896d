package dev.sallyport.cli.demo;

import java.io.PrintStream;

/** How far a job of known length is: redrawn in a terminal, a line every tenth elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private int lastTenth = -1;

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void at(int done, int total, String what) {
    if (terminal) {
      var filled = total == 0 ? WIDTH : done * WIDTH / total;
      out.printf(
          "\r[%s%s] %d/%d  %-50.50s",
          "#".repeat(filled), " ".repeat(WIDTH - filled), done, total, what);
      out.flush();
      if (done == total) {
        out.println();
      }
    } else if (total == 0 || done * 10 / total > lastTenth) {
      lastTenth = total == 0 ? 10 : done * 10 / total;
      out.printf("%d/%d  %s%n", done, total, what);
    }
  }
}

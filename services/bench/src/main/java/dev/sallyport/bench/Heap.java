package dev.sallyport.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** How much of a service's heap is in use once its garbage is gone. */
final class Heap {
  private static final Pattern USED =
      Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.Ee+]+)$");

  private Heap() {}

  static double used(long pid, Api api) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (var i = 0; i < 2; i++) {
      var process =
          new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        process.waitFor();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
    }
    var used = USED.matcher(api.get("/q/metrics"));
    var sum = 0.0;
    while (used.find()) {
      sum += Double.parseDouble(used.group(1));
    }
    return sum;
  }
}

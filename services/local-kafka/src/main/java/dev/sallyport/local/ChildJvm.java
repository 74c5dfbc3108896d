package dev.sallyport.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program to be run in a JVM of its own by {@link Lifeline}: same JDK as this one, ends with this
 * process, does not hear Ctrl-C of the terminal (whoever started it decides when it stops).
 *
 * @param name what to call it in logs
 * @param classPath jars and directories
 * @param mainClass its main class
 * @param arguments for its main class; visible to every user of the machine, so never secrets
 * @param jvmOptions heap, collector and system properties; equally visible
 * @param environment variables on top of this process's own, of which those of Sallyport ({@code
 *     SALLYPORT_*}, some of them secret) are not handed on unless named here
 */
public record ChildJvm(
    String name,
    List<Path> classPath,
    String mainClass,
    List<String> arguments,
    List<String> jvmOptions,
    Map<String, String> environment) {

  /**
   * Exit code of a child that refuses its settings (EX_CONFIG of sysexits.h): starting it again is
   * of no use.
   */
  public static final int CONFIGURATION_REFUSED = 78;

  // A JVM that starts with SIGINT ignored leaves it ignored, even when a framework in it asks for a
  // handler.
  private static final List<String> DEAF_TO_INTERRUPT =
      List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  public ChildJvm {
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
    jvmOptions = List.copyOf(jvmOptions);
    environment = Map.copyOf(environment);
  }

  public ChildJvm withJvmOptions(List<String> more) {
    var options = new ArrayList<>(jvmOptions);
    options.addAll(more);
    return new ChildJvm(name, classPath, mainClass, arguments, options, environment);
  }

  /**
   * Starts faster from what {@link #recordingInto} has left in that folder, if it has and the
   * program is still the same; the JVM looks at that itself.
   */
  public ChildJvm quickenedFrom(Path folder) {
    var cache = cache(folder);
    return Files.exists(cache)
        ? withJvmOptions(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"))
        : this;
  }

  /**
   * Leaves in that folder, when it ends, what the next one starts faster from. Ending takes many
   * seconds then.
   */
  public ChildJvm recordingInto(Path folder) {
    return withJvmOptions(List.of("-XX:AOTCacheOutput=" + cache(folder), "-Xlog:aot*=off"));
  }

  private Path cache(Path folder) {
    return folder.resolve(name + ".aot");
  }

  /**
   * Starts it. Its standard error goes into its standard output, which the caller must read;
   * closing its standard input, or dying, ends it.
   */
  public Process start() throws IOException {
    var builder = new ProcessBuilder(commandLine()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("SALLYPORT_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> commandLine() {
    var line = new ArrayList<>(DEAF_TO_INTERRUPT);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmOptions);
    line.add("-cp");
    line.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    line.add(Lifeline.class.getName());
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }
}

package dev.sallyport.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class in a JVM that ends with the process that started it, even if that one is
 * killed with {@code kill -9}: the starter holds the other end of standard input, and the operating
 * system closes it whatever happens.
 *
 * <p>Arguments: the main class, then its arguments. At the end of standard input the JVM is shut
 * down in order, and halted if that takes longer than {@link #ORDERLY}.
 */
public final class Lifeline {
  static final Duration ORDERLY = Duration.ofSeconds(5);

  private Lifeline() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    hold(System.in);
    var main = Class.forName(arguments[0]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException failure) {
      failure.printStackTrace(System.out);
      // Threads that main has started would keep a JVM alive that does nothing.
      System.exit(1);
    }
  }

  private static void hold(InputStream line) {
    Thread.ofPlatform().name("lifeline").daemon().start(() -> endWith(line));
  }

  private static void endWith(InputStream line) {
    try {
      line.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      System.out.println("Standard input broke, which means the same as its end: " + broken);
    }
    Thread.ofPlatform().name("halt").daemon().start(Lifeline::haltWhenLate);
    System.exit(0);
  }

  private static void haltWhenLate() {
    try {
      Thread.sleep(ORDERLY);
    } catch (InterruptedException early) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}

package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.service.problem.ProblemPage;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deny by default: what is not declared is not built. */
class DeclaringAccessTest {
  @Test
  void every_operation_names_its_permission_or_why_it_needs_none() throws Exception {
    var undeclared = new ArrayList<String>();
    var operations = operations();
    for (var operation : operations) {
      var needs =
          operation.isAnnotationPresent(Needs.class)
              || operation.getDeclaringClass().isAnnotationPresent(Needs.class);
      if (needs == operation.isAnnotationPresent(Open.class)) {
        undeclared.add(operation.toString());
      }
    }

    assertThat(operations).hasSizeGreaterThan(5);
    assertThat(undeclared).isEmpty();
  }

  @Test
  void permissions_stand_at_the_operation_where_the_check_reads_them() throws Exception {
    assertThat(resources().filter(type -> type.isAnnotationPresent(Needs.class))).isEmpty();
  }

  private static List<Method> operations() throws Exception {
    return resources()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(DeclaringAccessTest::isOperation)
        .toList();
  }

  private static boolean isOperation(AnnotatedElement method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(it -> it.annotationType().isAnnotationPresent(HttpMethod.class));
  }

  private static Stream<Class<?>> resources() throws IOException, URISyntaxException {
    var root =
        java.nio.file.Path.of(
            ProblemPage.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - 6).replace(File.separatorChar, '.'))
          .<Class<?>>map(DeclaringAccessTest::load)
          .filter(type -> type.isAnnotationPresent(Path.class))
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, DeclaringAccessTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}

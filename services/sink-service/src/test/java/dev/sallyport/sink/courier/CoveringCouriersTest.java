package dev.sallyport.sink.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoveringCouriersTest {
  @Test
  void lets_no_courier_go_without_the_contract() throws Exception {
    var couriers = new HashSet<Class<?>>();
    for (var each : classes(Courier.class)) {
      // What stands within another class is no kind of destination, but tells why there is none.
      if (Courier.class.isAssignableFrom(each)
          && !Modifier.isAbstract(each.getModifiers())
          && each.getEnclosingClass() == null) {
        couriers.add(each);
      }
    }

    assertThat(couriers).isNotEmpty().isEqualTo(covered());
  }

  private static Set<Class<?>> covered() throws Exception {
    var covered = new HashSet<Class<?>>();
    for (var each : classes(CoveringCouriersTest.class)) {
      // Surefire runs what is called so, and nothing else.
      if (CourierContract.class.isAssignableFrom(each)
          && !Modifier.isAbstract(each.getModifiers())
          && each.getSimpleName().endsWith("Test")
          && each.getGenericSuperclass() instanceof ParameterizedType contract
          && contract.getActualTypeArguments()[0] instanceof Class<?> courier) {
        covered.add(courier);
      }
    }
    return covered;
  }

  /** All classes of ours that stand where this one does. */
  private static List<Class<?>> classes(Class<?> beside)
      throws IOException, URISyntaxException, ClassNotFoundException {
    var root = Path.of(beside.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    try (var files = Files.walk(root.resolve("dev/sallyport/sink"))) {
      names =
          files
              .map(file -> root.relativize(file).toString())
              .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
              .map(file -> file.replace(".class", "").replace('/', '.'))
              .toList();
    }
    var classes = new HashSet<Class<?>>();
    for (var name : names) {
      classes.add(Class.forName(name, false, beside.getClassLoader()));
    }
    return List.copyOf(classes);
  }
}

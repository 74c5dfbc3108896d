package dev.sallyport.cli;

import dev.sallyport.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What {@code up} needs of the machine, checked before anything is started. */
final class Machine {
  private static final int JDK = 25;
  private static final long MEBIBYTE = 1L << 20;
  private static final long MEMORY = 1024 * MEBIBYTE;
  private static final long DISK = 1024 * MEBIBYTE;
  private static final Path MEMORY_ACCOUNT = Path.of("/proc/meminfo");

  private Machine() {}

  /** Every reason why Sallyport cannot run here. */
  static List<String> problems(Path data) throws IOException {
    return Stream.of(jdk(), memory(availableMemory()), disk(data)).flatMap(List::stream).toList();
  }

  private static List<String> jdk() {
    var version = Runtime.version().feature();
    return version >= JDK
        ? List.of()
        : List.of("This is Java %d; JDK %d or later is needed.".formatted(version, JDK));
  }

  static List<String> memory(OptionalLong available) {
    if (available.isEmpty() || available.getAsLong() >= MEMORY) {
      return List.of();
    }
    return List.of(
        "%d MiB of memory are available; broker, registry and service need %d MiB."
            .formatted(available.getAsLong() / MEBIBYTE, MEMORY / MEBIBYTE));
  }

  // Only Linux keeps this account; elsewhere nothing is checked.
  private static OptionalLong availableMemory() throws IOException {
    if (!Files.isReadable(MEMORY_ACCOUNT)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(MEMORY_ACCOUNT)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    }
  }

  private static List<String> disk(Path data) throws IOException {
    var place = data;
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    var free = Files.getFileStore(place).getUsableSpace();
    if (free >= DISK) {
      return List.of();
    }
    return List.of(
        "%d MiB are free where the data goes (%s, setting %s); %d MiB are needed."
            .formatted(free / MEBIBYTE, data, Setting.DATA_DIR.ways(), DISK / MEBIBYTE));
  }

  /** Empty if a server can listen there. */
  static List<String> port(String host, int port, Setting setting) {
    return Ports.obstacle(host, port).map(why -> told(host, port, setting, why)).stream().toList();
  }

  private static String told(String host, int port, Setting setting, String why) {
    if (why.contains("Permission denied")) {
      return "Port %d on %s takes a right that this user lacks (sysctl net.ipv4.ip_unprivileged_port_start grants it). Choose another with %s."
          .formatted(port, host, setting.ways());
    }
    if (why.contains("Cannot assign")) {
      return "%s is no address of this machine. Choose another with %s."
          .formatted(host, Setting.HTTP_HOST.ways());
    }
    return "Port %d on %s is taken by another program (%s). Stop it, or choose another with %s."
        .formatted(port, host, why, setting.ways());
  }
}

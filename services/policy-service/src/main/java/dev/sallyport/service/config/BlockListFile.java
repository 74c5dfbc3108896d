package dev.sallyport.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockListReading.Readable;
import dev.sallyport.domain.blocklist.BlockListReading.Unreadable;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A global block list as JSON, in the shape of the API. */
public final class BlockListFile {
  private static final String SHIPPED = "/default-blocklist.json";
  private static final JsonMapper JSON = new JsonMapper();

  private BlockListFile() {}

  /** The file is none; the message says where and why. */
  public static final class Unusable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  private record Members(
      @JsonProperty("ip_addresses") @Nullable List<Host> ipAddresses,
      @Nullable List<Host> domains,
      @JsonProperty("wildcard_domains") @Nullable List<Host> wildcardDomains) {}

  private record Host(
      @Nullable String endpoint, @Nullable String reason, @Nullable String source) {}

  /** The list that an installation begins with. */
  public static GlobalBlockList shipped() {
    try (var resource = BlockListFile.class.getResourceAsStream(SHIPPED)) {
      if (resource == null) {
        throw new IllegalStateException(SHIPPED + " is not in the jar");
      }
      return list(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(SHIPPED, e);
    }
  }

  /**
   * Reads an operator's list.
   *
   * @throws Unusable if it is no block list
   */
  public static GlobalBlockList read(Path file) {
    try {
      return list(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static GlobalBlockList list(byte[] json) {
    Members members;
    try {
      members = JSON.readerFor(Members.class).readValue(new String(json, UTF_8));
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new Unusable(
          where == null
              ? "it is no block list in JSON"
              : "it is no block list in JSON, see line %d, column %d"
                  .formatted(where.getLineNr(), where.getColumnNr()));
    }
    var read =
        GlobalBlockList.of(
            new BlockListMembers(
                hosts(members.ipAddresses()),
                hosts(members.domains()),
                hosts(members.wildcardDomains())));
    return switch (read) {
      case Readable(var list) -> list;
      case Unreadable(var problems) ->
          throw new Unusable(
              "%s: %s".formatted(problems.getFirst().member(), problems.getFirst().message()));
    };
  }

  private static @Nullable List<BlockedHost> hosts(@Nullable List<Host> listed) {
    return listed == null
        ? null
        : listed.stream()
            .map(host -> {
              if (host.endpoint() == null) {
                throw new Unusable("an entry has no endpoint");
              }
              return new BlockedHost(host.endpoint(), host.reason(), host.source());
            })
            .toList();
  }
}

package dev.sallyport.service.runner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The global block list as agents read it; rendered once for each list. */
@Singleton
class BlockListJson {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * @param body shared by all readers: never to be changed
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // compared by nobody; a copy per request would be a cost
  record Rendered(GlobalBlockList list, byte[] body, String etag) {}

  private volatile @Nullable Rendered last;

  Rendered of(GlobalBlockList list) {
    var held = last;
    if (held == null || !held.list().equals(list)) {
      held = render(list);
      last = held;
    }
    return held;
  }

  private static Rendered render(GlobalBlockList list) {
    var bytes = new ByteArrayOutputStream(4_096);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      write(json, "ip_addresses", list.ipAddresses());
      write(json, "domains", list.domains());
      write(json, "wildcard_domains", list.wildcardDomains());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every byte", e);
    }
    var body = bytes.toByteArray();
    var hash = KeyHash.of(new String(body, StandardCharsets.UTF_8)).hex();
    return new Rendered(list, body, '"' + hash.substring(0, 32) + '"');
  }

  private static void write(JsonGenerator json, String member, List<BlockedHost> hosts)
      throws IOException {
    json.writeArrayFieldStart(member);
    for (var host : hosts) {
      json.writeStartObject();
      json.writeStringField("endpoint", host.endpoint());
      if (host.reason() != null) {
        json.writeStringField("reason", host.reason());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

package dev.sallyport.service.management;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;

/**
 * Writes large answers no faster than their client reads them. Whole, each would wait in memory for
 * a client that does not.
 */
@Singleton
public class Streamed {
  private final ObjectWriter json;

  @Inject
  Streamed(ObjectMapper mapper) {
    this.json = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  public StreamingOutput json(Object value) {
    return output -> json.writeValue(output, value);
  }
}

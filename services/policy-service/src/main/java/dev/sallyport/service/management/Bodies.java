package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.BodyTooLarge;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies. Unknown members are refused on our own operations, where they are misspellings, and
 * tolerated on those of existing clients, which may learn new ones before we do.
 */
public final class Bodies {
  /** The most bytes of any body but a policy's text. */
  static final int MAX_JSON = 1 << 20;

  private static final JsonMapper OWN =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
  private static final JsonMapper WIRE =
      OWN.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final JsonMapper WIRE_ATTACHMENTS =
      OWN.rebuild().addMixIn(AttachmentsJson.class, Tolerant.class).build();

  @JsonIgnoreProperties(ignoreUnknown = true)
  private interface Tolerant {}

  private Bodies() {}

  /** The body of one of our own operations. */
  public static <T> T own(byte @Nullable [] body, Class<T> type) throws JsonProcessingException {
    return read(OWN, body, type);
  }

  /** The body of an operation of the wire contract. */
  public static <T> T wire(byte @Nullable [] body, Class<T> type) throws JsonProcessingException {
    return read(WIRE, body, type);
  }

  /**
   * Attachments as existing clients send them. New members are tolerated beside {@code org} and
   * {@code clusters}, but not within: whatever narrows a repository must not be passed over.
   */
  static AttachmentsJson wireAttachments(byte @Nullable [] body) throws JsonProcessingException {
    return read(WIRE_ATTACHMENTS, body, AttachmentsJson.class);
  }

  /** A policy's text, to the byte. */
  static String policyText(byte @Nullable [] body) {
    return text(body, PolicyDocument.MAX_BYTES);
  }

  private static <T> T read(JsonMapper mapper, byte @Nullable [] body, Class<T> type)
      throws JsonProcessingException {
    var text = text(body, MAX_JSON);
    if (text.isBlank()) {
      throw new Rejection(new Malformed("The body is empty: send JSON."));
    }
    @Nullable T value = mapper.readValue(text, type);
    if (value == null) {
      throw new Rejection(new Malformed("The body is null: send an object."));
    }
    return value;
  }

  private static String text(byte @Nullable [] body, int allowed) {
    if (body == null) {
      return "";
    }
    if (body.length > allowed) {
      throw new Rejection(new BodyTooLarge(allowed));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw new Rejection(new Malformed("The body is not UTF-8: save it in that encoding."));
    }
  }
}

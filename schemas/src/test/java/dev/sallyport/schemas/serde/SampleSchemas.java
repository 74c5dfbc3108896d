package dev.sallyport.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A small record in versions that a registry takes or refuses. */
final class SampleSchemas {
  static final Schema GATE = schema("");
  static final Schema GATE_WITH_OPTIONAL_FIELD =
      schema(
          """
          , {"name": "keeper", "type": ["null", "string"], "default": null}\
          """);
  static final Schema GATE_WITH_REQUIRED_FIELD =
      schema(
          """
          , {"name": "keeper", "type": "string"}\
          """);

  private SampleSchemas() {}

  static GenericRecord gate(String name) {
    var gate = new GenericData.Record(GATE);
    gate.put("name", name);
    return gate;
  }

  private static Schema schema(String more) {
    return SchemaText.parse(
        """
        {"type": "record", "name": "Gate", "namespace": "dev.sallyport.sample", "doc": "A way out.",
         "fields": [{"name": "name", "type": "string"}%s]}\
        """
            .formatted(more));
  }
}

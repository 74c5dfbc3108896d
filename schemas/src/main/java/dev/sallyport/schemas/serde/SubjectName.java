package dev.sallyport.schemas.serde;

import org.apache.kafka.common.config.ConfigException;

/**
 * How a subject is named after topic and record. The configuration holds the name of Confluent's
 * class; only the class's simple name counts here, so that the same configuration serves their
 * serializer and ours.
 */
public enum SubjectName {
  /** {@code topic-value}: one record type a topic. */
  TOPIC {
    @Override
    public String of(String topic, boolean key, String record) {
      return topic + (key ? "-key" : "-value");
    }
  },
  /** The record's full name: one subject for all topics. */
  RECORD {
    @Override
    public String of(String topic, boolean key, String record) {
      return record;
    }
  },
  /**
   * {@code topic-record}: what Sallyport's topics use, so that a new event type is a new subject.
   */
  TOPIC_RECORD {
    @Override
    public String of(String topic, boolean key, String record) {
      return topic + "-" + record;
    }
  };

  public abstract String of(String topic, boolean key, String record);

  static SubjectName configured(String setting, Object strategy) {
    String name = strategy instanceof Class<?> type ? type.getName() : strategy.toString();
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "TopicNameStrategy" -> TOPIC;
      case "RecordNameStrategy" -> RECORD;
      case "TopicRecordNameStrategy" -> TOPIC_RECORD;
      default ->
          throw new ConfigException(
              setting,
              name,
              "expected TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
    };
  }
}

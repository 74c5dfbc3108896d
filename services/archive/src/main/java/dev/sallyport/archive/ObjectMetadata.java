package dev.sallyport.archive;

import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * What is written beside an object's bytes.
 *
 * @param last the offset of its last record; the next object begins with the one after it
 * @param records how many there are: fewer than offsets where transactions ended or came to nothing
 * @param topicId of the topic that they were read from, which a topic of the same name that was
 *     made anew does not share
 */
record ObjectMetadata(long last, long records, Uuid topicId) {
  private static final String LAST = "last-offset";
  private static final String RECORDS = "records";
  private static final String TOPIC_ID = "topic-id";

  Map<String, String> map() {
    return Map.of(
        LAST, String.valueOf(last), RECORDS, String.valueOf(records), TOPIC_ID, topicId.toString());
  }

  /**
   * @throws ArchiveFault.Damaged if it is not what was written beside an object of this name
   */
  static ObjectMetadata of(ObjectName name, Map<String, String> map) {
    try {
      var metadata =
          new ObjectMetadata(
              Long.parseLong(map.getOrDefault(LAST, "")),
              Long.parseLong(map.getOrDefault(RECORDS, "")),
              Uuid.fromString(map.getOrDefault(TOPIC_ID, "")));
      if (metadata.last >= name.first() && metadata.records > 0) {
        return metadata;
      }
    } catch (IllegalArgumentException unreadable) {
      throw new ArchiveFault.Damaged(told(name, map) + ": " + unreadable.getMessage());
    }
    throw new ArchiveFault.Damaged(told(name, map));
  }

  private static String told(ObjectName name, Map<String, String> map) {
    return name + " was not written by Sallyport, or its metadata were lost: " + map;
  }
}

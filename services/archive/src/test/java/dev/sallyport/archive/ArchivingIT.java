package dev.sallyport.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.topology.KafkaUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchivingIT {
  private static final Cutting SOON = Cutting.of(20_000, Duration.ofMillis(300));

  private final MemoryBucket bucket = new MemoryBucket();
  private final Heard heard = new Heard();
  private TopicUnderTest topic;

  @BeforeEach
  void make() throws Exception {
    topic = new TopicUnderTest(KafkaUnderTest.bootstrapServers(), KafkaUnderTest.fresh("archived"));
  }

  @AfterEach
  void close() {
    topic.close();
  }

  private Archiver archiver(String group) {
    var archiver =
        new Archiver(
            topic.clients,
            List.of(topic.name),
            topic.name + "-" + group,
            bucket,
            TopicUnderTest.ids(),
            SOON,
            heard);
    archiver.start();
    return archiver;
  }

  private void assertArchived() throws Exception {
    topic.awaitArchived(bucket);
    assertThat(topic.archived(bucket)).isEqualTo(topic.committed());
  }

  @Test
  void archives_what_is_committed_and_nothing_else() throws Exception {
    topic.write(40);
    try (var archiver = archiver("one")) {
      assertArchived();
      topic.write(40);
      assertArchived();
      Eventually.is(
          "nothing waits",
          () ->
              archiver.progress().size() == TopicUnderTest.PARTITIONS
                  && archiver.progress().values().stream().allMatch(each -> each.lag() == 0));
      assertThat(archiver.problem()).isNull();
      assertThat(archiver.resting()).isEmpty();
    }
    assertThat(heard.records.get())
        .isEqualTo(topic.committed().stream().mapToInt(List::size).sum());
    assertThat(heard.failures.get()).isZero();
  }

  @Test
  void goes_on_with_those_who_remain_and_with_those_who_do_not_know_of_each_other()
      throws Exception {
    topic.write(40);
    try (var stays = archiver("one");
        var other = archiver("other")) {
      try (var leaves = archiver("one")) {
        topic.write(40);
        Eventually.is("both have something", () -> heard.objects.get() > 6);
        assertThat(leaves.problem()).isNull();
      }
      topic.write(40);
      assertArchived();
      assertThat(stays.problem()).isNull();
      assertThat(other.problem()).isNull();
    }
  }

  @Test
  void goes_on_when_the_bucket_is_back() throws Exception {
    topic.write(20);
    try (var archiver = archiver("one")) {
      topic.awaitArchived(bucket);
      bucket.away(true);
      topic.write(20);
      Eventually.is("it fails", () -> heard.failures.get() > 1);
      assertThat(archiver.problem()).contains("The bucket is away");
      Eventually.is("what waits is seen", () -> archiver.progress().size() == 2);

      bucket.away(false);
      bucket.loseAnAnswer();
      assertArchived();
      Eventually.is("all is well", () -> archiver.problem() == null);
    }
  }

  @Test
  void archives_a_topic_that_comes_later() throws Exception {
    try (var admin = topic.clients.admin()) {
      admin.deleteTopics(List.of(topic.name)).all().get();
    }
    try (var archiver = archiver("one")) {
      topic.make();
      topic.write(10);
      assertArchived();
      assertThat(archiver.resting()).isEmpty();
    }
  }

  @Test
  void leaves_a_topic_alone_that_is_not_the_one_it_archived() throws Exception {
    topic.write(10);
    try (var archiver = archiver("one")) {
      topic.awaitArchived(bucket);
      assertThat(archiver.resting()).isEmpty();
    }
    var before = topic.archived(bucket);
    try (var admin = topic.clients.admin()) {
      admin.deleteTopics(List.of(topic.name)).all().get();
      Eventually.is("it is gone", () -> !names(admin).contains(topic.name));
    }
    topic.make();
    topic.write(20);

    try (var archiver = archiver("one")) {
      Eventually.is("it rests", () -> archiver.resting().size() == 2);
      assertThat(archiver.resting().get(new TopicPartition(topic.name, 0)))
          .contains("made anew", "Archive it to an empty prefix");
    }
    assertThat(topic.archived(bucket)).isEqualTo(before);
  }

  private static java.util.Set<String> names(org.apache.kafka.clients.admin.Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void tells_what_was_deleted_before_it_was_archived() throws Exception {
    topic.write(20);
    var partition = new TopicPartition(topic.name, 0);
    try (var admin = topic.clients.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(12))).all().get();
    }
    try (var archiver = archiver("one")) {
      assertArchived();
      assertThat(archiver.resting()).isEmpty();
    }
    assertThat(heard.missed).containsExactly(partition + " 0-12");
  }
}

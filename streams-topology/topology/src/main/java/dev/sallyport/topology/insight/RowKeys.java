package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the projections' one store, in families by their first byte. No name holds a zero
 * byte, which therefore ends each part; numbers are big-endian, so that keys sort by them, and
 * turned round where the newest comes first.
 */
final class RowKeys {
  static final char RUN = 'r';
  static final char RUN_OF_OWNER = 'o';
  static final char RUN_OF_REPOSITORY = 'p';
  static final char JOB = 'j';
  static final char RUN_OF_CORRELATION = 'q';
  static final char CALL = 'n';
  static final char NAME_OF_ADDRESS = 'a';
  static final char LOOKUP_BY_CORRELATION = 'c';
  static final char LOOKUP_BY_ADDRESS = 'l';
  static final char USE = 'u';
  static final char DAILY = 'd';
  static final char DETECTION = 'x';
  static final char DETECTION_OF_RUN = 'z';
  static final char REPOSITORY_OF_DETECTION = 'w';
  static final char QUARANTINED = 'y';
  static final char RUNNER = 'k';
  static final char STABILITY = 's';
  static final char OF_REPOSITORY = 'R';
  static final char OF_WORKFLOW = 'W';
  static final char OF_JOB = 'J';
  static final char OF_CLUSTER = 'C';

  private RowKeys() {}

  static Bytes run(RepositoryFullName repository, RunId run) {
    return key(RUN, repository.key(), run.digits());
  }

  /** All runs of an owner in this partition, newest first; of each only the key. */
  static Bytes runsOf(Owner owner) {
    return key(RUN_OF_OWNER, owner.key());
  }

  static Bytes runOfOwner(RepositoryFullName repository, RunId run, Instant first) {
    return append(runsOf(repository.owner()), newestFirst(first), repository.key(), run.digits());
  }

  /** The same for all repositories of an owner, by repository. */
  static Bytes runsByRepository(Owner owner) {
    return ofRepositories(RUN_OF_REPOSITORY, owner);
  }

  static Bytes runsOf(RepositoryFullName repository) {
    return key(RUN_OF_REPOSITORY, repository.key());
  }

  static Bytes runOfRepository(RepositoryFullName repository, RunId run, Instant first) {
    return append(runsOf(repository), newestFirst(first), repository.key(), run.digits());
  }

  static Bytes jobs(RepositoryFullName repository, RunId run) {
    return key(JOB, repository.key(), run.digits());
  }

  static Bytes job(MonitoredJob job) {
    return ofJob(JOB, job);
  }

  /** The runs that a correlation id came up in. */
  static Bytes runsOf(RepositoryFullName repository, CorrelationId correlation) {
    return key(RUN_OF_CORRELATION, repository.key(), correlation.text());
  }

  static Bytes runOfCorrelation(MonitoredJob job) {
    return append(runsOf(job.repository(), job.correlation()), new byte[0], job.run().digits());
  }

  static Bytes calls(MonitoredJob job) {
    return ofJob(CALL, job);
  }

  static Bytes call(MonitoredJob job, byte[] hash) {
    return append(calls(job), hash);
  }

  static Bytes nameOfAddress(MonitoredJob job, String address) {
    return append(ofJob(NAME_OF_ADDRESS, job), new byte[0], address);
  }

  static Bytes lookup(RepositoryFullName repository, CorrelationId correlation) {
    return key(LOOKUP_BY_CORRELATION, repository.key(), correlation.text());
  }

  static Bytes lookup(RepositoryFullName repository, RunId run, SourceAddress source) {
    return key(LOOKUP_BY_ADDRESS, repository.key(), run.digits(), source.text());
  }

  static Bytes use(RepositoryFullName repository, RunId run, String destination) {
    return key(USE, repository.key(), run.digits(), destination);
  }

  /** All counts of an owner's repositories. */
  static Bytes dailyOf(Owner owner) {
    return ofRepositories(DAILY, owner);
  }

  static Bytes daily(RepositoryFullName repository, int day, String... rest) {
    return append(key(DAILY, repository.key()), ByteBuffer.allocate(4).putInt(day).array(), rest);
  }

  static Bytes detectionsOf(Owner owner) {
    return ofRepositories(DETECTION, owner);
  }

  static Bytes detection(RepositoryFullName repository, DetectionId id) {
    return key(DETECTION, repository.key(), id.digits());
  }

  /**
   * The ids of detections in a run.
   *
   * @param run null for those whose run is not known
   */
  static Bytes detectionsOf(RepositoryFullName repository, @Nullable RunId run) {
    return key(DETECTION_OF_RUN, repository.key(), run == null ? "" : run.digits());
  }

  static Bytes detectionOfRun(RepositoryFullName repository, @Nullable RunId run, DetectionId id) {
    return append(detectionsOf(repository, run), new byte[0], id.digits());
  }

  /** In which repository of an owner a detection is. */
  static Bytes repositoriesOf(Owner owner, DetectionId id) {
    return key(REPOSITORY_OF_DETECTION, owner.key(), id.digits());
  }

  static Bytes repositoryOfDetection(RepositoryFullName repository, DetectionId id) {
    return append(repositoriesOf(repository.owner(), id), new byte[0], repository.key());
  }

  /** What one who asked for a job reports of it. */
  static Bytes quarantinedOf(MonitoredJob job, @Nullable Claim reporter) {
    return append(ofJob(QUARANTINED, job), new byte[0], reporter == null ? "" : reporter.digits());
  }

  static Bytes quarantined(MonitoredJob job, @Nullable Claim reporter, DetectionId id) {
    return append(quarantinedOf(job, reporter), new byte[0], id.digits());
  }

  static Bytes runnersOf(Owner owner) {
    return key(RUNNER, owner.key());
  }

  static Bytes runner(RepositoryFullName repository, String cluster, String name) {
    return key(RUNNER, repository.owner().key(), cluster, name, repository.key());
  }

  /** The endpoints of a baseline, as far as one repository contributes to it. */
  static Bytes endpoints(BaselineScope scope, RepositoryFullName repository) {
    return switch (scope) {
      case BaselineScope.OfRepository _ -> key(OF_REPOSITORY, repository.key());
      case BaselineScope.OfWorkflow(_, var file) -> key(OF_WORKFLOW, repository.key(), file.name());
      case BaselineScope.OfJob(_, var file, var job) ->
          key(OF_JOB, repository.key(), file.name(), job.name());
      case BaselineScope.OfCluster(var owner, var cluster) ->
          append(endpointsOf(owner, cluster), new byte[0], repository.key());
      case BaselineScope.OfOrganization _ ->
          throw new IllegalArgumentException("An organization's baseline is that of repositories.");
    };
  }

  /** The endpoints of all repositories of an owner. */
  static Bytes endpointsOf(Owner owner) {
    return ofRepositories(OF_REPOSITORY, owner);
  }

  /** The endpoints of all repositories on a cluster. */
  static Bytes endpointsOf(Owner owner, ClusterName cluster) {
    return key(OF_CLUSTER, owner.key(), cluster.name());
  }

  static Bytes endpoint(Bytes endpoints, String destination) {
    return append(endpoints, destination.getBytes(StandardCharsets.UTF_8));
  }

  static Bytes stability(Bytes endpoints) {
    return append(Bytes.wrap(new byte[] {STABILITY}), endpoints.get());
  }

  /** What is known of the baselines of one kind of an owner. */
  static Bytes stabilitiesOf(char family, Owner owner) {
    return stability(
        family == OF_CLUSTER ? key(family, owner.key()) : ofRepositories(family, owner));
  }

  static char family(Bytes key) {
    return (char) key.get()[0];
  }

  /** Of an endpoint's key: those of the whole baseline. */
  static Bytes endpointsOf(Bytes endpoint) {
    var bytes = endpoint.get();
    var end = bytes.length;
    while (bytes[end - 1] != 0) {
      end--;
    }
    return Bytes.wrap(Arrays.copyOf(bytes, end));
  }

  /** What a key that lists a run says of it. */
  record ListedRun(Instant first, RepositoryFullName repository, RunId run) {}

  /** Reads a key that lists a run: a name, a moment turned round, the repository, the run. */
  static ListedRun listedRun(Bytes key) {
    var buffer = ByteBuffer.wrap(key.get());
    buffer.get();
    part(buffer);
    var first = Instant.ofEpochMilli(Long.MAX_VALUE - buffer.getLong());
    return new ListedRun(first, repository(part(buffer)), new RunId(part(buffer)));
  }

  /** The repository whose key this is. */
  static RepositoryFullName repository(String key) {
    var slash = key.indexOf('/');
    return RepositoryFullName.of(key.substring(0, slash), key.substring(slash + 1));
  }

  private static String part(ByteBuffer buffer) {
    var bytes = new ByteArrayOutputStream();
    for (var next = buffer.get(); next != 0; next = buffer.get()) {
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The last part of a key. */
  static String last(Bytes key) {
    var bytes = key.get();
    var from = bytes.length - 1;
    while (from > 0 && bytes[from - 1] != 0) {
      from--;
    }
    return new String(bytes, from, bytes.length - 1 - from, StandardCharsets.UTF_8);
  }

  private static Bytes ofJob(char family, MonitoredJob job) {
    return key(family, job.repository().key(), job.run().digits(), job.correlation().text());
  }

  // Without the zero: all keys of repositories that begin so.
  private static Bytes ofRepositories(char family, Owner owner) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(family);
    bytes.writeBytes((owner.key() + "/").getBytes(StandardCharsets.UTF_8));
    return Bytes.wrap(bytes.toByteArray());
  }

  private static byte[] newestFirst(Instant at) {
    return ByteBuffer.allocate(Long.BYTES).putLong(Long.MAX_VALUE - at.toEpochMilli()).array();
  }

  private static Bytes key(char family, String... parts) {
    return append(Bytes.wrap(new byte[] {(byte) family}), new byte[0], parts);
  }

  private static Bytes append(Bytes to, byte[] number, String... parts) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(to.get());
    bytes.writeBytes(number);
    for (var part : parts) {
      bytes.writeBytes(part.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
    }
    return Bytes.wrap(bytes.toByteArray());
  }
}

package dev.sallyport.topology.topics;

/**
 * How missing topics are made.
 *
 * @param create whether they may be; where not, they are declared by whoever runs the cluster
 * @param partitions of topics laid out by owner, at the very first start only
 * @param replication copies of each partition; 0 leaves it to the cluster's default
 */
public record TopicSettings(boolean create, int partitions, short replication) {
  /** Enough for hundreds of instances: adding partitions later would split owners' histories. */
  public static final int PARTITIONS = 48;

  /** For one machine: fewer open files, and a quicker start. */
  public static final int PARTITIONS_ON_ONE_MACHINE = 6;

  public TopicSettings {
    if (partitions < 1 || replication < 0) {
      throw new IllegalArgumentException(
          "There is at least one partition, and no negative number of copies.");
    }
  }

  public static TopicSettings onOneMachine() {
    return new TopicSettings(true, PARTITIONS_ON_ONE_MACHINE, (short) 0);
  }
}

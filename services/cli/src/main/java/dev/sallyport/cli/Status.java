package dev.sallyport.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a Sallyport runs on a data directory, and what of it. */
@Command(
    name = "status",
    sortOptions = false,
    description = "Says whether Sallyport runs here: exit code 0 if it does, 1 if not.")
final class Status implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws IOException {
    var folder = data.folder();
    var found = RunningInstance.find(folder);
    if (found.isEmpty()) {
      System.out.printf("Nothing runs on the data in %s.%n", folder);
      return 1;
    }
    var instance = found.get();
    System.out.printf("Sallyport runs on the data in %s.%n", folder);
    System.out.printf("  URL        %s%n", instance.http());
    System.out.printf("  Kafka      %s%n", instance.bootstrapServers());
    System.out.printf("  Registry   %s%n", instance.schemaRegistry());
    instance
        .processes()
        .forEach((name, process) ->
            System.out.printf(
                "  %-10s process %d%s%n",
                name, process.pid(), process.find().isPresent() ? "" : " (not running)"));
    return 0;
  }
}

package dev.sallyport.cli;

import dev.sallyport.cli.demo.Demo;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The main class behind the launcher {@code ./sallyport}: one subcommand, its exit code. */
@Command(
    name = "sallyport",
    synopsisSubcommandLabel = "COMMAND",
    description = "A policy store for CI runners.",
    subcommands = {
      Status.class,
      SettingsCommand.class,
      Demo.class,
      Certs.class,
      Keys.class,
      ManifestsCommand.class,
      RebuildCommand.class,
      RestoreCommand.class,
      Train.class,
      Verify.class,
      HelpCommand.class
    })
public final class Sallyport implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Sallyport() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    var sallyport = new CommandLine(new Sallyport()).addSubcommand(Up.commandLine());
    helped(sallyport);
    return sallyport.setExecutionExceptionHandler(Sallyport::failed);
  }

  private static void helped(CommandLine command) {
    var spec = command.getCommandSpec();
    if (spec.options().stream().noneMatch(OptionSpec::usageHelp)) {
      spec.addOption(
          OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    }
    command.getSubcommands().values().forEach(Sallyport::helped);
  }

  // A file that is not there is the caller's to mend; anything else is a bug, and its trace is
  // wanted.
  private static int failed(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException broken) {
      command.getErr().println("error: " + Trouble.told(broken));
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

package dev.sallyport.cli;

import dev.sallyport.cli.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main class behind the launcher {@code ./sallyport}: one subcommand, its exit code. */
@Command(
    name = "sallyport",
    synopsisSubcommandLabel = "COMMAND",
    description = "A policy store for CI runners.",
    subcommands = {Certs.class, Demo.class, HelpCommand.class})
public final class Sallyport implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Sallyport() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Sallyport()).addSubcommand(Up.commandLine());
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

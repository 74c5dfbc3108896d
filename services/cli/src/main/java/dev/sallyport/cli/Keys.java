package dev.sallyport.cli;

import picocli.CommandLine.Command;

/** What whoever runs the machine may do about keys without having one. */
@Command(
    name = "keys",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Keys, from the machine that Sallyport runs on.",
    subcommands = ResetAdmin.class)
final class Keys {}

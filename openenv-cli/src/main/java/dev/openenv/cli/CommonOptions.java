package dev.openenv.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command understands. */
@Command(
        synopsisHeading = "%n",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%n",
        sortOptions = false,
        usageHelpAutoWidth = true)
abstract class CommonOptions implements Callable<Integer> {

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 98,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--verbose", order = 99, description = "Show stack traces of errors.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }
}

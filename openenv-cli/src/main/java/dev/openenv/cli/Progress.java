package dev.openenv.cli;

import dev.openenv.Outcome;

/** Shows how far an agent has come. Calls come one at a time. */
interface Progress extends AutoCloseable {

    /** An episode ended. */
    void ended(Outcome outcome);

    /** There will be no more episodes. */
    @Override
    void close();

    /** The way to show progress that fits the screen: a bar on a terminal, else a few lines. */
    static Progress of(Screen screen, String agent, int episodes) {
        return screen.terminal()
                ? new ProgressOnTerminal(screen, agent, episodes)
                : new ProgressInLines(screen, agent, episodes);
    }
}

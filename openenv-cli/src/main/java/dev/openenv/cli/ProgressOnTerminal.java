package dev.openenv.cli;

import dev.openenv.Outcome;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that fills as episodes end. */
final class ProgressOnTerminal implements Progress {

    private static final int UPDATE_MILLIS = 100;

    private final Screen screen;
    private final ProgressBar bar;
    private int solved;

    ProgressOnTerminal(Screen screen, String agent, int episodes) {
        this.screen = screen;
        bar = new ProgressBarBuilder()
                .setTaskName(Printable.line(agent))
                .setInitialMax(episodes)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setStyle(screen.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                // The library's own consumer would take over the terminal's signals, and with them Ctrl-C.
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, screen.columns() - 1))
                .build();
        bar.setExtraMessage("0 solved");
    }

    private void draw(String line) {
        screen.prompt("\r" + line);
    }

    @Override
    public void ended(Outcome outcome) {
        if (outcome == Outcome.SOLVED) {
            solved++;
        }
        bar.setExtraMessage(solved + " solved");
        bar.step();
    }

    @Override
    public void close() {
        bar.close();
        screen.line();
    }
}

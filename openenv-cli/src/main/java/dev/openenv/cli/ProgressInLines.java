package dev.openenv.cli;

import dev.openenv.Outcome;
import java.time.Duration;
import java.util.Locale;

/** Says how far an agent has come at the start, after each quarter and at the end. */
final class ProgressInLines implements Progress {

    private static final int PARTS = 4;

    private final Screen screen;
    private final String agent;
    private final int episodes;
    private final long startNanos = System.nanoTime();
    private int ended;
    private int solved;

    ProgressInLines(Screen screen, String agent, int episodes) {
        this.screen = screen;
        this.agent = Printable.line(agent);
        this.episodes = episodes;
        screen.line(this.agent + ": playing " + episodes + (episodes == 1 ? " episode" : " episodes"));
    }

    @Override
    public void ended(Outcome outcome) {
        var before = part();
        ended++;
        if (outcome == Outcome.SOLVED) {
            solved++;
        }
        if (part() > before && ended < episodes) {
            screen.line(agent + ": " + counts());
        }
    }

    private int part() {
        return (int) ((long) ended * PARTS / episodes);
    }

    private String counts() {
        return ended + " of " + episodes + " played, " + solved + " solved";
    }

    @Override
    public void close() {
        var seconds = Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
        screen.line(agent + ": " + counts() + String.format(Locale.ROOT, ", %.1f s", seconds));
    }
}

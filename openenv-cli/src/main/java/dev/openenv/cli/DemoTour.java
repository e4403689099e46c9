package dev.openenv.cli;

import dev.openenv.CatalogEntry;
import dev.openenv.Trajectory;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.remote.RemoteProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo's way from home to home: the same agents, the same tasks, and what was played compared. Confined to one thread. */
final class DemoTour {

    private static final String WIRE = " (wire)";
    private static final int SET_UP_SECONDS = 300;

    private final Screen screen;
    private final Interruption interruption;
    private final Evaluation evaluation;
    private final EvaluationPlan plan;
    private final PythonPackage python;
    private final List<Trajectory<Guess, Feedback>> games = new ArrayList<>();
    private boolean same = true;

    DemoTour(
            Screen screen,
            Interruption interruption,
            Evaluation evaluation,
            EvaluationPlan plan,
            PythonPackage python) {
        this.screen = screen;
        this.interruption = interruption;
        this.evaluation = evaluation;
        this.plan = plan;
        this.python = python;
    }

    /** Plays everywhere; returns whether the same was played everywhere. */
    boolean play(CatalogEntry<Guess, Feedback> entry, Set<Home> where) throws InterruptedException {
        if (where.contains(Home.HERE)) {
            heading("In this process");
            games.addAll(evaluation.play(entry, entry.agents().keySet()));
        }
        if ((where.contains(Home.WIRE) || where.contains(Home.PYTHON)) && !evaluation.stopped()) {
            try (var server = ServerProcess.start()) {
                if (where.contains(Home.WIRE)) {
                    overTheWire(entry, server);
                }
                if (where.contains(Home.PYTHON) && !evaluation.stopped()) {
                    fromPython(server);
                }
            }
        }
        return same;
    }

    /** Clerks at the ticket desk: one calls tools, the other writes code that calls them. */
    void desk(int tasks) throws InterruptedException {
        if (evaluation.stopped()) {
            return;
        }
        heading("At the ticket desk: the same tools, called one by one and from code");
        var entry = TicketDesk.entry();
        evaluation.playAlso(entry, entry.provider().tasks().limit(tasks));
    }

    private void overTheWire(CatalogEntry<Guess, Feedback> entry, ServerProcess server) throws InterruptedException {
        heading("Over the wire: a server in another process, at " + server.uri());
        var remote = RemoteProvider.at(server.uri(), Guess.class, Feedback.class)
                .withSpec(entry.provider().spec())
                .withTasks(entry.provider().tasks());
        var there = DemoCommand.withAgents(remote, WIRE);
        var played = evaluation.play(there, there.agents().keySet());
        if (!games.isEmpty() && !evaluation.stopped()) {
            var differing = 0;
            for (var i = 0; i < games.size(); i++) {
                differing += i < played.size() && WordGames.same(games.get(i), played.get(i)) ? 0 : 1;
            }
            say(differing, games.size(), "as in this process");
        }
        if (games.isEmpty()) {
            games.addAll(played);
        }
    }

    private void fromPython(ServerProcess server) throws InterruptedException {
        heading("From Python: the client of " + PythonPackage.REQUIREMENT + " plays on that server");
        if (!python.settled()) {
            screen.line("setting up the Python package, this once; it can take a minute");
            screen.flush();
        }
        interruption.cancelWith(python::close);
        try {
            var interpreter = python.interpreter().get(SET_UP_SECONDS, TimeUnit.SECONDS);
            var simple = games.stream()
                    .filter(game -> game.agent().startsWith("simple"))
                    .toList();
            var seeds = simple.isEmpty() ? WordGames.seeds(plan.tasks()) : WordGames.seeds(simple);
            List<PythonPlayer.Game> played;
            try (var progress = Progress.of(screen, "simple (python)", seeds.size())) {
                played = new PythonPlayer(interpreter, interruption).play(server.uri(), seeds, progress);
            }
            if (!simple.isEmpty() && !interruption.occurred()) {
                say(WordGames.differing(simple, played), simple.size(), "as 'simple' in Java");
            }
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            var why = e.getCause() == null ? "it took too long" : e.getCause().getMessage();
            screen.line(interruption.occurred() ? "interrupted" : "left out: " + why);
        } catch (CannotRunException e) {
            same = false;
            screen.line(String.valueOf(e.getMessage()));
        }
    }

    private void say(int differing, int all, String as) {
        if (differing == 0) {
            screen.line("the same " + all + " games, guess by guess, " + as);
        } else {
            same = false;
            screen.line(differing + " of " + all + " games are not " + as);
        }
    }

    private void heading(String text) {
        screen.line();
        screen.line(screen.bold(text));
    }
}

package dev.openenv.cli;

import dev.openenv.CatalogEntry;
import dev.openenv.OpenEnvException;
import dev.openenv.Trajectory;
import dev.openenv.docker.DockerEngine;
import dev.openenv.docker.DockerProvider;
import dev.openenv.environments.desk.TicketDesk;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.image.EnvironmentImage;
import dev.openenv.remote.RemoteProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The demo's way from home to home: the same agents, the same tasks, and what was played compared. Confined to one thread. */
final class DemoTour {

    private static final String WIRE = " (wire)";
    private static final String CONTAINER = " (container)";
    private static final String IMAGE = "openenv-demo:word-game";

    /** Each game starts a container. */
    private static final int MOST_CONTAINER_TASKS = 10;

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
        if (where.contains(Home.CONTAINER) && !evaluation.stopped()) {
            inContainers(entry);
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
        compare(played, games.size());
        if (games.isEmpty()) {
            games.addAll(played);
        }
    }

    private void inContainers(CatalogEntry<Guess, Feedback> entry) throws InterruptedException {
        heading("In containers: one for each game, without a network");
        var engine = DockerEngine.usual();
        if (!engine.answers()) {
            screen.line("skipped: no Docker engine");
            return;
        }
        try {
            var image = EnvironmentImage.named(entry.name()).withTag(IMAGE).load(engine);
            screen.line("image " + image.tag() + ", " + (image.bytes() >> 20) + " MiB, made of this environment");
            screen.flush();
            var inside = DockerProvider.image(image.tag(), entry.provider());
            var played = evaluation.playAlso(
                    DemoCommand.withAgents(inside, CONTAINER), plan.tasks().limit(MOST_CONTAINER_TASKS));
            compare(played, played.size());
        } catch (OpenEnvException | IOException e) {
            screen.line("skipped: " + Printable.line(String.valueOf(e.getMessage())));
        }
    }

    /** Says whether games were played as those before, task by task and agent by agent. */
    private void compare(List<Trajectory<Guess, Feedback>> played, int expected) {
        if (games.isEmpty() || evaluation.stopped()) {
            return;
        }
        var before = new HashMap<String, Trajectory<Guess, Feedback>>();
        games.forEach(game -> before.put(key(game), game));
        var same = 0;
        for (var game : played) {
            var other = before.get(key(game));
            same += other != null && WordGames.same(other, game) ? 1 : 0;
        }
        say(expected - same, expected, "as in this process");
    }

    /** The agent, whatever it is called elsewhere, and the task. */
    private static String key(Trajectory<Guess, Feedback> game) {
        var agent = game.agent();
        var end = agent.indexOf(' ');
        return (end < 0 ? agent : agent.substring(0, end)) + " " + game.task().id();
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

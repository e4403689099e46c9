package dev.openenv.examples;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.Usage;
import dev.openenv.examples.NoticeBoard.Act;
import dev.openenv.examples.NoticeBoard.Answer;
import dev.openenv.examples.NoticeBoard.Read;
import dev.openenv.examples.NoticeBoard.Seen;
import dev.openenv.rollout.Rollouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Asks two agents the same questions and prints who was right. */
public final class EvaluateWithGrader {

    private static final Pattern NAME = Pattern.compile("\\b(Edda|Piet|Marlo|Wanda)\\b");

    private EvaluateWithGrader() {}

    /** Reads until a note shares a word with the question, and answers with the last name on it. */
    static final class Hasty implements Agent<Act, Seen> {
        @Override
        public void play(Episode<Act, Seen> episode) {
            for (var note = 1; note <= 4; note++) {
                var text = episode.step(new Read(note)).observation().text();
                if (sharesWord(text, episode.task().instruction())) {
                    episode.step(new Answer(lastName(text)));
                    return;
                }
            }
        }
    }

    /** Reads everything first, and answers from the last note that fits. */
    static final class Thorough implements Agent<Act, Seen> {
        @Override
        public void play(Episode<Act, Seen> episode) {
            var notes = new ArrayList<String>();
            for (var note = 1; note <= 4; note++) {
                notes.add(episode.step(new Read(note)).observation().text());
            }
            episode.report(Usage.tokens(notes.stream().mapToInt(String::length).sum(), 5)); // a real one asks a model
            notes.removeIf(text -> !sharesWord(text, episode.task().instruction()));
            episode.step(new Answer(lastName(notes.get(notes.size() - 1))));
        }
    }

    public static void main(String[] args) {
        evaluate("hasty", Hasty::new);
        evaluate("thorough", Thorough::new);
    }

    private static void evaluate(String name, Supplier<Agent<Act, Seen>> agent) {
        var run = Rollouts.of(NoticeBoard.provider())
                .agent(name, agent)
                .grader(NoticeBoard.grader())
                .run();
        for (var episode : run.trajectories()) {
            var grade = episode.grade().orElseThrow();
            System.out.printf("%s %s: %s %s%n", name, episode.task().id(), episode.outcome(), grade.reason());
        }
        System.out.printf(
                "%s solved %.0f %% with %d tokens%n",
                name,
                100 * run.solvedRate().orElseThrow(),
                run.usage().inputTokens() + run.usage().outputTokens());
    }

    private static boolean sharesWord(String note, String question) {
        var words = List.of(note.toLowerCase(Locale.ROOT).split("\\W+"));
        return List.of(question.toLowerCase(Locale.ROOT).split("\\W+")).stream()
                .filter(word -> word.length() > 4)
                .anyMatch(words::contains);
    }

    private static String lastName(String note) {
        var name = "";
        for (var names = NAME.matcher(note); names.find(); ) {
            name = names.group();
        }
        return name;
    }
}

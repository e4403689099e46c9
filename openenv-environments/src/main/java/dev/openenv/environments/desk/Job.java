package dev.openenv.environments.desk;

import dev.openenv.EpisodeRandom;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The kinds of things to do at the desk. Each is asked of a desk in a sentence, and does it on a copy to know the result. */
enum Job {
    PRIORITY("easy", "Set the priority of ticket %s to %s.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var ticket = random.pick(desk.open().stream()
                    .filter(one -> one.priority() != Priority.URGENT)
                    .toList());
            var result = desk.copy();
            result.change(ticket, one -> one.with(Priority.URGENT));
            return asked(result, "", ticket.id(), Priority.URGENT);
        }
    },
    CLOSE("easy", "Close ticket %s.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var ticket = random.pick(desk.open());
            var result = desk.copy();
            result.change(ticket, one -> one.with(Status.CLOSED));
            return asked(result, "", ticket.id());
        }
    },
    ASSIGN("easy", "Assign ticket %s to %s.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var ticket = random.pick(
                    desk.open().stream().filter(one -> one.assignee() == null).toList());
            var person = random.pick(desk.names(true));
            var result = desk.copy();
            result.change(ticket, one -> one.assignedTo(person));
            return asked(result, "", ticket.id(), person);
        }
    },
    COMMENT("easy", "Comment on ticket %s: %s") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var ticket = random.pick(desk.open());
            var text = random.pick(List.of("A new part is ordered.", "We call you back today.", "Please restart it."));
            var result = desk.copy();
            result.say(ticket.id(), new Comment(TicketDesk.AGENT, text));
            return asked(result, "", ticket.id(), text);
        }
    },
    COUNT("easy", "How many tickets that %s opened are still open? Submit the number.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var person = random.pick(desk.names(false));
            var count = desk.open().stream()
                    .filter(one -> one.requester().equals(person))
                    .count();
            return asked(desk, Long.toString(count), person);
        }
    },
    HAND_OVER("medium", "Assign every open ticket that %s opened to %s.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var person = random.pick(desk.names(false));
            var next = random.pick(desk.names(true));
            var result = desk.copy();
            each(desk, one -> one.requester().equals(person))
                    .forEach(one -> result.change(one, ticket -> ticket.assignedTo(next)));
            return asked(result, "", person, next);
        }
    },
    RAISE("medium", "Set the priority of every open ticket about '%s' to %s.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var word = thing(random.pick(desk.open()));
            var result = desk.copy();
            each(desk, about(word)).forEach(one -> result.change(one, ticket -> ticket.with(Priority.HIGH)));
            return asked(result, "", word, Priority.HIGH);
        }
    },
    MERGE(
            "medium",
            "Merge every other open ticket about '%s' into the oldest open one about it, which has the lowest number.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var word = thing(random.pick(desk.open()));
            var same = each(desk, about(word));
            var result = desk.copy();
            same.stream()
                    .skip(1)
                    .forEach(one -> result.change(
                            one, ticket -> ticket.mergedInto(same.get(0).id())));
            return asked(result, "", word);
        }
    },
    BUSIEST(
            "medium",
            "Who of the support team has the most open tickets? Submit the name; the first in the alphabet if"
                    + " several have as many.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            return asked(desk, most(desk.load()));
        }
    },
    CLEAR("medium", "For every open ticket of %s with priority %s: first comment '%s', then close it.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var some = random.pick(desk.open());
            var text = "Closed as agreed.";
            var result = desk.copy();
            each(desk, one -> one.requester().equals(some.requester()) && one.priority() == some.priority())
                    .forEach(one -> {
                        result.say(one.id(), new Comment(TicketDesk.AGENT, text));
                        result.change(one, ticket -> ticket.with(Status.CLOSED));
                    });
            return asked(result, "", some.requester(), some.priority(), text);
        }
    },
    SOLVED("hard", "Close every open ticket with a comment that says '%s'") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var result = desk.copy();
            each(desk, one -> desk.comments(one.id()).stream()
                            .anyMatch(comment -> comment.text().equals(Desk.SOLVED)))
                    .forEach(one -> result.change(one, ticket -> ticket.with(Status.CLOSED)));
            return asked(result, "", Desk.SOLVED);
        }
    },
    DUPLICATES(
            "hard",
            "Open tickets with the same title are duplicates: merge each into the one of them with the lowest"
                    + " number.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var first = new LinkedHashMap<String, Integer>();
            var result = desk.copy();
            for (var one : desk.open()) {
                var into = first.putIfAbsent(one.title(), one.id());
                if (into != null) {
                    result.change(one, ticket -> ticket.mergedInto(into));
                }
            }
            return asked(result, "");
        }
    },
    SPREAD(
            "hard",
            "Assign the open tickets that nobody has, by number, each to whoever of the support team has the fewest"
                    + " open tickets then; the first in the alphabet if several have as few.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var result = desk.copy();
            for (var one : each(desk, ticket -> ticket.assignee() == null)) {
                var person = least(result.load());
                result.change(one, ticket -> ticket.assignedTo(person));
            }
            return asked(result, "");
        }
    },
    TALKATIVE(
            "hard",
            "Who wrote the most comments on open tickets? Submit the name; the first in the alphabet if several"
                    + " wrote as many.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var written = new TreeMap<String, Integer>();
            desk.open().forEach(one -> desk.comments(one.id())
                    .forEach(comment -> written.merge(comment.author(), 1, Integer::sum)));
            return asked(desk, most(written));
        }
    },
    WAITING(
            "hard",
            "Set the priority of every open ticket to %s whose last comment was written by the one who opened it,"
                    + " if that is somebody of %s.") {
        @Override
        Asked ask(Desk desk, EpisodeRandom random) {
            var team = random.pick(List.of(Team.ENGINEERING, Team.FINANCE, Team.SALES));
            var result = desk.copy();
            each(desk, one -> desk.people().contains(new Person(one.requester(), team)) && waits(desk, one))
                    .forEach(one -> result.change(one, ticket -> ticket.with(Priority.URGENT)));
            return asked(result, "", Priority.URGENT, team);
        }
    };

    private final String difficulty;
    private final String sentence;

    Job(String difficulty, String sentence) {
        this.difficulty = difficulty;
        this.sentence = sentence;
    }

    String difficulty() {
        return difficulty;
    }

    /** What is asked, with gaps. */
    String sentence() {
        return sentence;
    }

    abstract Asked ask(Desk desk, EpisodeRandom random);

    Asked asked(Desk result, String answer, Object... gaps) {
        return new Asked(String.format(Locale.ROOT, sentence, gaps), result, answer);
    }

    private static List<Ticket> each(Desk desk, Predicate<Ticket> which) {
        return desk.open().stream().filter(which).toList();
    }

    private static Predicate<Ticket> about(String word) {
        return ticket -> ticket.title().startsWith(word + " ");
    }

    private static String thing(Ticket ticket) {
        return ticket.title().substring(0, ticket.title().indexOf(' '));
    }

    private static boolean waits(Desk desk, Ticket ticket) {
        var said = desk.comments(ticket.id());
        return !said.isEmpty() && said.get(said.size() - 1).author().equals(ticket.requester());
    }

    private static String most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .min(Comparator.comparing((Map.Entry<String, Integer> one) -> -one.getValue())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }

    private static String least(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getKey();
    }
}

package dev.openenv.environments.desk;

import dev.openenv.EpisodeRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is on a desk: made from chance, and changed to what a task asks for. Two desks with the same on them are equal.
 */
final class Desk {

    static final int TICKETS = 60;

    private static final int FIRST_ID = 101;
    private static final int MOST_COMMENTS = 5;
    private static final List<String> NAMES =
            List.of("Ada", "Ben", "Chen", "Dora", "Emil", "Fatma", "Gus", "Hana", "Ivo", "June", "Kofi", "Lena");
    private static final List<String> THINGS =
            List.of("VPN", "printer", "laptop", "mailbox", "badge", "phone", "wiki", "payroll");
    private static final List<String> TROUBLES =
            List.of("is down", "is slow", "needs a new password", "shows an error", "stopped after the update");
    private static final List<String> WORDS = List.of(
            "Any news?",
            "I tried a restart, it did not help.",
            "We are looking into it.",
            "Please send a screenshot.",
            "It happens every morning.",
            "My colleague has the same.");

    /** Said by whom the trouble is over for. */
    static final String SOLVED = "It is solved for me now.";

    private final List<Person> people = new ArrayList<>();
    private final Map<Integer, Ticket> tickets = new TreeMap<>();
    private final Map<Integer, List<Comment>> comments = new TreeMap<>();

    private Desk() {}

    static Desk of(EpisodeRandom random) {
        var desk = new Desk();
        var teams = Team.values();
        for (var i = 0; i < NAMES.size(); i++) {
            desk.people.add(new Person(NAMES.get(i), teams[i % teams.length]));
        }
        for (var id = FIRST_ID; id < FIRST_ID + TICKETS; id++) {
            desk.open(id, random);
        }
        return desk;
    }

    private void open(int id, EpisodeRandom random) {
        var requester = random.pick(names(false));
        var title = random.pick(THINGS) + " " + random.pick(TROUBLES);
        var status = random.nextInt(4) == 0 ? Status.CLOSED : Status.OPEN;
        var assignee = random.nextInt(5) < 3 ? random.pick(names(true)) : null;
        var priority = random.pick(List.of(Priority.values()));
        tickets.put(id, new Ticket(id, title, status, priority, requester, assignee, null));
        var said = new ArrayList<Comment>();
        for (var i = random.nextInt(MOST_COMMENTS + 1); i > 0; i--) {
            var author = random.nextBoolean() ? requester : random.pick(names(true));
            said.add(new Comment(author, random.pick(WORDS)));
        }
        if (random.nextInt(6) == 0) {
            said.add(new Comment(requester, SOLVED));
        }
        comments.put(id, said);
    }

    List<Person> people() {
        return people;
    }

    /** Those who work on tickets, or those who open them. */
    List<String> names(boolean support) {
        return people.stream()
                .filter(person -> (person.team() == Team.SUPPORT) == support)
                .map(Person::name)
                .toList();
    }

    Map<Integer, Ticket> tickets() {
        return tickets;
    }

    List<Ticket> open() {
        return tickets.values().stream().filter(Ticket::open).toList();
    }

    List<Comment> comments(int id) {
        return comments.getOrDefault(id, List.of());
    }

    void change(Ticket ticket, UnaryOperator<Ticket> change) {
        tickets.compute(ticket.id(), (id, now) -> change.apply(Objects.requireNonNull(now)));
    }

    void say(int id, Comment comment) {
        comments.computeIfAbsent(id, ticket -> new ArrayList<>()).add(comment);
    }

    /** How many open tickets each of the support team has. */
    Map<String, Integer> load() {
        var load = new LinkedHashMap<String, Integer>();
        names(true).forEach(name -> load.put(name, 0));
        for (var ticket : open()) {
            if (ticket.assignee() != null) {
                load.merge(ticket.assignee(), 1, Integer::sum);
            }
        }
        return load;
    }

    Desk copy() {
        var copy = new Desk();
        copy.people.addAll(people);
        copy.tickets.putAll(tickets);
        comments.forEach((id, said) -> copy.comments.put(id, new ArrayList<>(said)));
        return copy;
    }

    /** An empty one, to be filled with what a database holds. */
    static Desk empty() {
        return new Desk();
    }

    void put(Ticket ticket) {
        tickets.put(ticket.id(), ticket);
        comments.computeIfAbsent(ticket.id(), id -> new ArrayList<>());
    }

    /** Whether the same tickets are in the same state, and the same was said. */
    boolean sameAs(Desk other) {
        return tickets.equals(other.tickets) && comments.equals(other.comments);
    }
}

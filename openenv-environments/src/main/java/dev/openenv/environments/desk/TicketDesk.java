package dev.openenv.environments.desk;

import dev.openenv.CatalogEntry;
import dev.openenv.EpisodeRandom;
import dev.openenv.Grading;
import dev.openenv.InvalidOptionException;
import dev.openenv.ResetOptions;
import dev.openenv.SuccessCriterion;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.annotation.Param;
import dev.openenv.code.CodeExecutor;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.provider.ToolProvider;
import dev.openenv.python.EmbeddedPython;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolObservation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A help desk: sixty tickets of twelve people, what was said about them, and one thing to do. An episode ends when the agent
 * submits; its reward is 1 when what was asked is done and nothing else has changed, otherwise 0.
 *
 * <p>The desk is kept in a database of its own. The reset option {@code task} names one of the thirty tasks, each of which has
 * its own desk; without one the desk is made from the seed, and there is nothing to do but look around.
 *
 * <pre>{@code
 * try (var desk = TicketDesk.provider().open()) {
 *     desk.reset(ResetOptions.defaults().with("task", "easy-1"));
 *     desk.step(CallTool.of("task"));
 *     desk.step(CodeAct.python("set_priority(117, 'URGENT')\nsubmit()"));
 * }
 * }</pre>
 */
public final class TicketDesk implements ToolEpisode, AutoCloseable {

    static final String AGENT = "agent";

    private static final String DESCRIPTION =
            "A help desk with tickets, people and comments. Do what the task asks, nothing else, then submit.";
    private static final String NOTHING = "There is nothing to do. Look around, then submit.";
    private static final int OF_EACH = 2;
    private static final int MOST_STEPS = 150;
    private static final int PAGE = 10;
    private static final Map<String, Job> JOBS = jobs();
    private static final List<String> IDS = List.copyOf(JOBS.keySet());

    /** For those who bring none; its threads do not keep the JVM alive. */
    private static final class Shared {

        static final CodeExecutor PYTHON = EmbeddedPython.create();

        private Shared() {}
    }

    private final DeskDatabase database;
    private final @Nullable Asked asked;
    private boolean submitted;
    private boolean reached;

    TicketDesk(ResetOptions options) {
        var id = options.values().string("task").orElse("");
        if (id.isEmpty()) {
            asked = null;
            database = DeskDatabase.of(Desk.of(options.random().split("desk")));
        } else {
            var wanted = wanted(id);
            asked = wanted.asked();
            database = DeskDatabase.of(wanted.desk());
        }
    }

    /** A desk and what is asked there. */
    private record Wanted(Desk desk, Asked asked) {}

    /** A task is always the same, whatever the seed of the episode is, and never asks for what is so already. */
    private static Wanted wanted(String id) {
        var job = job(id);
        for (var random = new EpisodeRandom(IDS.indexOf(id)); ; random = random.split("again")) {
            var desk = Desk.of(random.split("desk"));
            var asked = job.ask(desk, random.split("task"));
            if (!asked.reached(desk, "")) {
                return new Wanted(desk, asked);
            }
        }
    }

    private static Job job(String id) {
        var job = JOBS.get(id);
        if (job == null) {
            throw new InvalidOptionException("task", "the id of a task, such as " + IDS.get(0), id);
        }
        return job;
    }

    private static Map<String, Job> jobs() {
        var numbers = new HashMap<String, Integer>();
        var jobs = new LinkedHashMap<String, Job>();
        for (var job : Job.values()) {
            for (var i = 0; i < OF_EACH; i++) {
                jobs.put(job.difficulty() + "-" + numbers.merge(job.difficulty(), 1, Integer::sum), job);
            }
        }
        return jobs;
    }

    /**
     * What there is to do: ten tasks each of the splits {@code easy}, {@code medium} and {@code hard}.
     *
     * @return thirty tasks
     */
    public static TaskSet tasks() {
        var tasks = TaskSet.builder();
        JOBS.forEach((id, job) -> {
            var instruction = wanted(id).asked().instruction();
            var task = Task.of(id, job.difficulty(), instruction, JsonObject.empty());
            tasks.add(task, Grading.of(ResetOptions.defaults().with("task", id)));
        });
        return tasks.build();
    }

    /**
     * Opens desks whose agents may write Python, run by {@link EmbeddedPython}.
     *
     * @return the provider {@code ticket-desk}
     */
    public static InProcessProvider<ToolAction, ToolObservation> provider() {
        return provider(Shared.PYTHON);
    }

    /**
     * Opens desks.
     *
     * @param executors run the agents' code; with none, agents can only call tools
     * @return the provider {@code ticket-desk}
     */
    public static InProcessProvider<ToolAction, ToolObservation> provider(CodeExecutor... executors) {
        return ToolProvider.of(TicketDesk.class, TicketDesk::new, executors)
                .withVersion("1.0.0")
                .withDescription(DESCRIPTION)
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(0, 1)
                .withMaxSteps(MOST_STEPS)
                .withTasks(TicketDesk::tasks);
    }

    /**
     * The desk and those who work there.
     *
     * @return one entry, with the agents {@code code}, which writes programs, and {@code tools}, which calls one tool at a
     *     time
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(entry());
    }

    /**
     * The desk and those who work there, with their types.
     *
     * @return as {@link #entries}
     */
    public static CatalogEntry<ToolAction, ToolObservation> entry() {
        return CatalogEntry.of(provider()).withAgent("code", CodingClerk::new).withAgent("tools", CallingClerk::new);
    }

    /**
     * Tool: what is asked.
     *
     * @return a sentence
     */
    @Tool("What you are asked to do.")
    public String task() {
        return asked == null ? NOTHING : asked.instruction();
    }

    /**
     * Tool: finds tickets.
     *
     * @param word of the title, empty for any
     * @param status or null for any
     * @param priority or null for any
     * @param requester who opened them, or null for anybody
     * @param assignee who works on them, empty for nobody, null for anybody
     * @param page from 1
     * @return up to ten tickets, by number
     */
    @Tool("Finds tickets, ten on a page, by number. All that is given must fit.")
    public TicketPage search(
            @Param(value = "a word of the title", defaultValue = "\"\"") String word,
            @Param(value = "where they are in their life", defaultValue = "null") @Nullable Status status,
            @Param(value = "how soon they want somebody", defaultValue = "null") @Nullable Priority priority,
            @Param(value = "who opened them", defaultValue = "null") @Nullable String requester,
            @Param(value = "who works on them, an empty text for nobody", defaultValue = "null") @Nullable
                    String assignee,
            @Param(value = "which page, from 1", min = 1, max = 1000, defaultValue = "1") int page) {
        var search = new DeskDatabase.Search(word, status, priority, requester, assignee);
        var total = database.count(search);
        var pages = (total + PAGE - 1) / PAGE;
        return new TicketPage(database.find(search, (page - 1) * PAGE, PAGE), page, pages, total);
    }

    /**
     * Tool: one ticket.
     *
     * @param id its number
     * @return the ticket and what was said about it
     */
    @Tool("One ticket and what was said about it.")
    public TicketStory read(@Param("the ticket's number") int id) {
        return new TicketStory(ticket(id), database.comments(id));
    }

    /**
     * Tool: everybody.
     *
     * @return by name
     */
    @Tool("Everybody, by name.")
    public List<Person> people() {
        return database.people();
    }

    /**
     * Tool: says something about a ticket.
     *
     * @param id its number
     * @param text 1 to 1,000 characters
     * @return what was said
     */
    @Tool("Says something about a ticket.")
    public Comment comment(@Param("the ticket's number") int id, @Param(minLength = 1, maxLength = 1000) String text) {
        ticket(id);
        going();
        var comment = new Comment(AGENT, text);
        database.comment(id, comment);
        return comment;
    }

    /**
     * Tool: says how soon an open ticket wants somebody.
     *
     * @param id its number
     * @param priority how soon
     * @return the ticket as it is now
     */
    @Tool("Says how soon an open ticket wants somebody.")
    public Ticket setPriority(@Param("the ticket's number") int id, Priority priority) {
        return saved(open(id).with(priority));
    }

    /**
     * Tool: gives an open ticket to somebody.
     *
     * @param id its number
     * @param person of the support team
     * @return the ticket as it is now
     */
    @Tool("Gives an open ticket to somebody of the support team.")
    public Ticket assign(@Param("the ticket's number") int id, @Param("their name") String person) {
        if (!database.people().contains(new Person(person, Team.SUPPORT))) {
            throw new IllegalArgumentException("nobody of the support team is called '" + person + "'");
        }
        return saved(open(id).assignedTo(person));
    }

    /**
     * Tool: makes an open ticket a part of another.
     *
     * @param id the number of the one that goes
     * @param into the number of the one that stays, open too
     * @return the one that goes, as it is now
     */
    @Tool("Makes an open ticket a part of another open one that says the same.")
    public Ticket merge(
            @Param("the number of the ticket that goes") int id, @Param("the number of the one that stays") int into) {
        if (id == into) {
            throw new IllegalArgumentException("ticket " + id + " cannot be merged into itself");
        }
        return saved(open(id).mergedInto(open(into).id()));
    }

    /**
     * Tool: closes an open ticket.
     *
     * @param id its number
     * @return the ticket as it is now
     */
    @Tool("Closes an open ticket.")
    public Ticket closeTicket(@Param("the ticket's number") int id) {
        return saved(open(id).with(Status.CLOSED));
    }

    /**
     * Tool: the end.
     *
     * @param answer if the task wants one
     * @return thanks
     */
    @Tool("Says that you are done. This is the end.")
    public String submit(
            @Param(value = "the answer, if the task wants one", defaultValue = "\"\"", maxLength = 1000)
                    String answer) {
        going();
        submitted = true;
        reached = asked != null && asked.reached(database.desk(), answer);
        return "Thank you.";
    }

    private Ticket ticket(int id) {
        return database.ticket(id).orElseThrow(() -> new IllegalArgumentException("there is no ticket " + id));
    }

    private Ticket open(int id) {
        var ticket = ticket(id);
        if (!ticket.open()) {
            throw new IllegalStateException("ticket " + id + " is not open, it is " + ticket.status());
        }
        return ticket;
    }

    private Ticket saved(Ticket ticket) {
        going();
        database.save(ticket);
        return ticket;
    }

    private void going() {
        if (submitted) {
            throw new IllegalStateException("it is over already");
        }
    }

    @Override
    public OptionalDouble reward() {
        return OptionalDouble.of(reached ? 1 : 0);
    }

    @Override
    public boolean done() {
        return submitted;
    }

    @Override
    public JsonObject state() {
        return JsonObject.of("submitted", submitted);
    }

    @Override
    public void close() {
        database.close();
    }
}

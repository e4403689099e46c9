package dev.openenv.environments.desk;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;

/** Works at the desk by writing Python that calls the tools. It knows the instruction and what the tools say. */
final class CodingClerk implements Agent<ToolAction, ToolObservation> {

    /** What the programs have in common, written in the first step. */
    private static final String TOOLBOX =
            """
            def find(**wanted):
                page = search(status="OPEN", **wanted)
                found = list(page["tickets"])
                for number in range(2, page["pages"] + 1):
                    found += search(status="OPEN", page=number, **wanted)["tickets"]
                return found

            def load():
                count = {p["name"]: 0 for p in people() if p["team"] == "SUPPORT"}
                for t in find():
                    if t["assignee"]:
                        count[t["assignee"]] += 1
                return count

            def most(count):
                return min(count, key=lambda name: (-count[name], name))
            """;

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var order = Order.of(episode.task().instruction());
        var gaps = JsonText.write(JsonObject.of("gaps", order.gaps()));
        run(
                episode,
                TOOLBOX + "gap = " + gaps + "[\"gaps\"]\nanswer = \"\"\n" + program(order.job()) + "submit(answer)\n");
    }

    private static void run(Episode<ToolAction, ToolObservation> episode, String code) {
        var reply = (CodeReply) episode.step(CodeAct.python(code)).observation();
        if (reply.error().isPresent()) {
            throw new IllegalStateException(reply.error().get() + "\n" + reply.output());
        }
    }

    private static String program(Job job) {
        return switch (job) {
            case PRIORITY -> "set_priority(int(gap[0]), gap[1])\n";
            case CLOSE -> "close_ticket(int(gap[0]))\n";
            case ASSIGN -> "assign(int(gap[0]), gap[1])\n";
            case COMMENT -> "comment(int(gap[0]), gap[1])\n";
            case COUNT -> "answer = str(len(find(requester=gap[0])))\n";
            case HAND_OVER ->
                """
                    for t in find(requester=gap[0]):
                        assign(t["id"], gap[1])
                    """;
            case RAISE ->
                """
                    for t in find(word=gap[0]):
                        set_priority(t["id"], gap[1])
                    """;
            case MERGE ->
                """
                    first, *others = find(word=gap[0])
                    for t in others:
                        merge(t["id"], into=first["id"])
                    """;
            case BUSIEST -> "answer = most(load())\n";
            case CLEAR ->
                """
                    for t in find(requester=gap[0], priority=gap[1]):
                        comment(t["id"], gap[2])
                        close_ticket(t["id"])
                    """;
            case SOLVED ->
                """
                    for t in find():
                        if any(c["text"] == gap[0] for c in read(t["id"])["comments"]):
                            close_ticket(t["id"])
                    """;
            case DUPLICATES ->
                """
                    first = {}
                    for t in find():
                        into = first.setdefault(t["title"], t["id"])
                        if into != t["id"]:
                            merge(t["id"], into=into)
                    """;
            case SPREAD ->
                """
                    count = load()
                    for t in find(assignee=""):
                        person = min(count, key=lambda name: (count[name], name))
                        assign(t["id"], person)
                        count[person] += 1
                    """;
            case TALKATIVE ->
                """
                    written = {}
                    for t in find():
                        for c in read(t["id"])["comments"]:
                            written[c["author"]] = written.get(c["author"], 0) + 1
                    answer = most(written)
                    """;
            case WAITING ->
                """
                    team = {p["name"] for p in people() if p["team"] == gap[1]}
                    for t in find():
                        said = read(t["id"])["comments"] if t["requester"] in team else []
                        if said and said[-1]["author"] == t["requester"]:
                            set_priority(t["id"], gap[0])
                    """;
        };
    }
}

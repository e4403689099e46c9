package dev.openenv.environments.desk;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Works at the desk by calling one tool in each step. It knows the instruction and what the tools say. */
final class CallingClerk implements Agent<ToolAction, ToolObservation> {

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var desk = new Hands(episode);
        var order = Order.of(episode.task().instruction());
        desk.call("submit", "answer", work(desk, order));
    }

    private static String work(Hands desk, Order order) {
        switch (order.job()) {
            case PRIORITY -> desk.call("set_priority", "id", order.number(0), "priority", order.gap(1));
            case CLOSE -> desk.call("close_ticket", "id", order.number(0));
            case ASSIGN -> desk.call("assign", "id", order.number(0), "person", order.gap(1));
            case COMMENT -> desk.call("comment", "id", order.number(0), "text", order.gap(1));
            case COUNT -> {
                var page = desk.call("search", "requester", order.gap(0), "status", "OPEN");
                return Long.toString(page.integer("total").orElseThrow());
            }
            case HAND_OVER ->
                desk.open("requester", order.gap(0))
                        .forEach(one -> desk.call("assign", "id", id(one), "person", order.gap(1)));
            case RAISE ->
                desk.open("word", order.gap(0))
                        .forEach(one -> desk.call("set_priority", "id", id(one), "priority", order.gap(1)));
            case MERGE -> {
                var same = desk.open("word", order.gap(0));
                same.stream().skip(1).forEach(one -> desk.call("merge", "id", id(one), "into", id(same.get(0))));
            }
            case BUSIEST -> {
                return most(load(desk));
            }
            case CLEAR ->
                desk.open("requester", order.gap(0), "priority", order.gap(1)).forEach(one -> {
                    desk.call("comment", "id", id(one), "text", order.gap(2));
                    desk.call("close_ticket", "id", id(one));
                });
            case SOLVED ->
                desk.open().stream()
                        .filter(one -> desk.comments(id(one)).stream()
                                .anyMatch(comment -> text(comment, "text").equals(order.gap(0))))
                        .toList()
                        .forEach(one -> desk.call("close_ticket", "id", id(one)));
            case DUPLICATES -> {
                var first = new HashMap<String, Long>();
                for (var one : desk.open()) {
                    var into = first.putIfAbsent(text(one, "title"), id(one));
                    if (into != null) {
                        desk.call("merge", "id", id(one), "into", into);
                    }
                }
            }
            case SPREAD -> {
                var load = load(desk);
                for (var one : desk.open("assignee", "")) {
                    var person = least(load);
                    desk.call("assign", "id", id(one), "person", person);
                    load.merge(person, 1, Integer::sum);
                }
            }
            case TALKATIVE -> {
                var written = new TreeMap<String, Integer>();
                for (var one : desk.open()) {
                    desk.comments(id(one)).forEach(comment -> written.merge(text(comment, "author"), 1, Integer::sum));
                }
                return most(written);
            }
            case WAITING -> waiting(desk, order);
        }
        return "";
    }

    private static void waiting(Hands desk, Order order) {
        var team = desk.names(order.gap(1));
        for (var one : desk.open()) {
            if (team.contains(text(one, "requester"))) {
                var said = desk.comments(id(one));
                if (!said.isEmpty() && text(said.get(said.size() - 1), "author").equals(text(one, "requester"))) {
                    desk.call("set_priority", "id", id(one), "priority", order.gap(0));
                }
            }
        }
    }

    private static Map<String, Integer> load(Hands desk) {
        var load = new TreeMap<String, Integer>();
        desk.names("SUPPORT").forEach(name -> load.put(name, 0));
        desk.open().forEach(one -> one.string("assignee").ifPresent(name -> load.merge(name, 1, Integer::sum)));
        return load;
    }

    private static String most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .reduce((one, next) -> next.getValue() > one.getValue() ? next : one)
                .orElseThrow()
                .getKey();
    }

    private static String least(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .reduce((one, next) -> next.getValue() < one.getValue() ? next : one)
                .orElseThrow()
                .getKey();
    }

    private static long id(JsonObject ticket) {
        return ticket.integer("id").orElseThrow();
    }

    private static String text(JsonObject json, String name) {
        return json.string(name).orElse("");
    }

    /** Calls tools, each in a step. */
    private record Hands(Episode<ToolAction, ToolObservation> episode) {

        JsonObject call(String tool, Object... namesAndValues) {
            var arguments = JsonObject.builder();
            for (var i = 0; i < namesAndValues.length; i += 2) {
                arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            var reply = (ToolReply)
                    episode.step(CallTool.of(tool, arguments.build())).observation();
            if (reply.error().isPresent()) {
                throw new IllegalStateException(tool + ": " + reply.error().get());
            }
            return reply.result().orElseThrow().structuredContent().orElse(JsonObject.empty());
        }

        /** All pages of open tickets that fit. */
        List<JsonObject> open(Object... namesAndValues) {
            var all = new ArrayList<JsonObject>();
            var wanted = new LinkedHashMap<String, Object>();
            wanted.put("status", "OPEN");
            for (var i = 0; i < namesAndValues.length; i += 2) {
                wanted.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
            for (var page = 1L; ; page++) {
                wanted.put("page", page);
                var found = call(
                        "search",
                        wanted.entrySet().stream()
                                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                                .toArray());
                found.list("tickets").orElseThrow().forEach(one -> all.add((JsonObject) one));
                if (page >= found.integer("pages").orElse(0)) {
                    return all;
                }
            }
        }

        List<JsonObject> comments(long id) {
            return call("read", "id", id).list("comments").orElseThrow().stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }

        List<String> names(String team) {
            return call("people").list("result").orElseThrow().stream()
                    .map(JsonObject.class::cast)
                    .filter(person -> text(person, "team").equals(team))
                    .map(person -> text(person, "name"))
                    .sorted()
                    .toList();
        }
    }
}

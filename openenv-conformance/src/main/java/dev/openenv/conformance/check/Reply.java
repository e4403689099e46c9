package dev.openenv.conformance.check;

import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param what the request, for messages
 * @param headers by lower-case name
 */
record Reply(String what, int status, Map<String, String> headers, String body) {

    /** The body as JSON, when the status is this. */
    Seen json(int expected) {
        status(expected);
        if (!type().startsWith("application/json")) {
            throw new Mismatch(what + ": content type", "application/json", type());
        }
        return Seen.parse(what, body);
    }

    Seen ok() {
        return json(200);
    }

    Reply status(int expected) {
        if (status != expected) {
            throw new Mismatch(what + ": status", expected, status + " " + body);
        }
        return this;
    }

    String type() {
        return headers.getOrDefault("content-type", "");
    }

    /** One item of a 422 answer has this type and place; a place is written with single quotes. */
    Reply item(int index, String type, String loc) {
        var item = json(422).at("detail." + index);
        item.at("type").isText(type);
        item.at("loc").is(loc);
        item.at("msg").text();
        item.hasKeys("input");
        return this;
    }

    Reply items(int count) {
        json(422).at("detail").size(count);
        return this;
    }

    /** 500 as the reference sends it, or with a reason in JSON. */
    Reply worldError() {
        status(500);
        if (type().startsWith("application/json")) {
            ok500();
        } else if (!type().startsWith("text/plain")) {
            throw new Mismatch(what + ": content type", "text/plain or application/json", type());
        }
        return this;
    }

    private void ok500() {
        Seen.parse(what, body).hasKeys("detail");
    }
}

package dev.openenv.conformance.check;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** POST /reset: 7 to 14. */
final class ResetChecks {

    static final List<Check> ALL = List.of(
            Check.echo(7, "reset without a body, with an empty one, with {}", ResetChecks::plain),
            Check.echo(8, "reset takes seed, episode id and keywords, drops others", ResetChecks::keywords),
            Check.echo(9, "seeds are read leniently and checked", ResetChecks::seeds),
            Check.echo(10, "episode ids are texts of 255 characters at most", ResetChecks::episodeIds),
            Check.echo(11, "two wrong keys are both listed", t -> t.post("/reset", "{'episode_id':5,'seed':-1}")
                    .items(2)
                    .item(0, "greater_than_equal", "['body','seed']")
                    .item(1, "string_type", "['body','episode_id']")),
            Check.echo(12, "a body that is not a JSON object is refused", ResetChecks::notAnObject),
            Check.echo(13, "the content type decides", ResetChecks::contentType),
            Check.echo(14, "invalid UTF-8 is 400", t -> {
                var body = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
                t.http()
                        .send("POST", "/reset", "application/json", body, 20)
                        .json(400)
                        .hasKeys("detail");
                t.post("/reset", "{}").ok().is(ResetChecks.READY);
            }));

    private static final String READY =
            "{'observation':{'metadata':{},'echoed':'ready','n':0},'reward':null,'done':false,'metadata':null}";

    private ResetChecks() {}

    private static void plain(Target t) throws Exception {
        t.http().send("POST", "/reset", null, null, 20).ok().is(READY);
        t.http().send("POST", "/reset", null, new byte[0], 20).ok().is(READY);
        t.raw("/reset", "").ok().is(READY);
        t.post("/reset", "{}").ok().is(READY);
    }

    private static void keywords(Target t) throws Exception {
        t.post("/reset", "{'seed':7,'episode_id':'E1','prefix':'p ','unknown':1}")
                .ok()
                .at("observation.echoed")
                .isText("p ready seed=7");
        t.post("/reset", "{'seed':null,'episode_id':null}").ok().is(READY);
    }

    private static void seeds(Target t) throws Exception {
        for (var seed : List.of("'7'", "7.0", "7")) {
            t.post("/reset", "{'seed':" + seed + "}")
                    .ok()
                    .at("observation.echoed")
                    .isText("ready seed=7");
        }
        t.post("/reset", "{'seed':1180591620717411303424}")
                .ok()
                .at("observation.echoed")
                .isText("ready seed=1180591620717411303424");
        wrongSeed(t, "-1", "greater_than_equal");
        wrongSeed(t, "'x'", "int_parsing");
        wrongSeed(t, "7.5", "int_from_float");
        wrongSeed(t, "[1]", "int_type");
    }

    private static void wrongSeed(Target t, String seed, String type) throws Exception {
        t.post("/reset", "{'seed':" + seed + "}").items(1).item(0, type, "['body','seed']");
    }

    private static void episodeIds(Target t) throws Exception {
        t.post("/reset", "{'episode_id':'" + "x".repeat(255) + "'}").ok();
        t.post("/reset", "{'episode_id':'" + "x".repeat(256) + "'}")
                .items(1)
                .item(0, "string_too_long", "['body','episode_id']");
        t.post("/reset", "{'episode_id':5}").items(1).item(0, "string_type", "['body','episode_id']");
    }

    private static void notAnObject(Target t) throws Exception {
        var broken = t.post("/reset", "{bad").items(1).json(422).at("detail.0");
        broken.at("type").isText("json_invalid");
        broken.at("loc").size(2).at("0").isText("body");
        broken.at("loc.1").whole();
        for (var body : List.of("[]", "'x'", "5")) {
            t.post("/reset", body).json(422).at("detail.0.loc").is("['body']");
        }
    }

    private static void contentType(Target t) throws Exception {
        t.http()
                .raw("/reset", "text/plain", "{\"seed\":7}")
                .json(422)
                .at("detail.0.loc")
                .is("['body']");
        t.http()
                .raw("/reset", "application/x-www-form-urlencoded", "seed=7")
                .json(422)
                .at("detail.0.loc")
                .is("['body']");
        for (var type : List.of("application/json; charset=utf-8", "application/x+json")) {
            t.http()
                    .send("POST", "/reset", type, "{\"seed\":7}".getBytes(StandardCharsets.UTF_8), 20)
                    .ok()
                    .at("observation.echoed")
                    .isText("ready seed=7");
        }
    }
}

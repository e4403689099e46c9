package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.List;

/** Idle sessions: 74 to 76. */
final class ReaperChecks {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration REAPED = Duration.ofSeconds(8);

    static final List<Check> ALL = List.of(
            Check.echo(74, "an idle HTTP session is ended, an attached one stays", t -> {
                var server = t.start(ServerSettings.of("echo").sessions(2).idleLimit(IDLE));
                var idle = SessionChecks.create(server);
                var held = SessionChecks.create(server);
                var socket = SessionChecks.attach(server, held);
                FrameChecks.step(socket, "one");
                Target.pass(REAPED);
                FrameChecks.step(socket, "two").at("observation.n").is("2");
                SessionChecks.end(server, idle).at("error.code").is("-32602");
            }),
            Check.echo(
                    75,
                    "an idle plain socket is closed when its session is ended; a running step is no idleness",
                    ReaperChecks::plain),
            Check.echo(76, "without a limit nothing is ended", t -> {
                var id = SessionChecks.create(t);
                var socket = t.session();
                FrameChecks.step(socket, "one");
                Target.pass(REAPED);
                FrameChecks.step(socket, "two").at("observation.n").is("2");
                SessionChecks.end(t, id).at("result.closed").is("true");
            }));

    private ReaperChecks() {}

    private static void plain(Target t) throws Exception {
        var server = t.start(ServerSettings.of("echo").sessions(2).idleLimit(IDLE));
        var idle = server.session();
        var busy = server.session();
        FrameChecks.step(idle, "hi");
        busy.send("{'type':'step','data':{'message':'sleep:8'}}");
        var silent = idle.silentFor(REAPED);
        t.gentle("an idle plain socket whose session is ended", !silent, true, "left open");
        busy.receive().at("data.observation.echoed").isText("sleep:8");
        if (!silent) {
            var frame = idle.next();
            if (frame.kind() == RawSocket.TEXT) {
                RawSocket.error(Seen.parse("the end of an idle socket", frame.text()), "SESSION_ERROR");
                frame = idle.next();
            }
            if (frame.kind() != RawSocket.CLOSE) {
                throw new Mismatch("the end of an idle socket", "a close frame", frame);
            }
            FrameChecks.step(busy, "two").at("observation.n").is("2");
        }
    }
}

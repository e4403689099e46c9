package dev.openenv.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Standard input and output of a program in a container: of its first process, or of another that is started there. What the
 * program says on standard error goes to a {@link LogTail}.
 */
final class StreamLine implements AutoCloseable {

    private static final int ATTACH_SECONDS = 10;

    private final DockerEngine engine;
    private final BytePipe toProgram = new BytePipe();
    private final BytePipe fromProgram = new BytePipe();
    private final LogTail words;
    private final Hearing hearing = new Hearing();
    private @Nullable String execution;

    private StreamLine(DockerEngine engine, LogTail words) {
        this.engine = engine;
        this.words = words;
    }

    /** The first process; attached before the container starts, so that nothing is missed. */
    static StreamLine attach(DockerEngine engine, String container, LogTail words) throws InterruptedException {
        var line = new StreamLine(engine, words);
        var attach = engine.streams()
                .attachContainerCmd(container)
                .withStdIn(line.toProgram.in())
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true);
        engine.ask(container, () -> EngineThreads.call(() -> attach.exec(line.hearing)));
        line.hearing.started.await(ATTACH_SECONDS, TimeUnit.SECONDS);
        return line;
    }

    /** Another process of a running container. */
    static StreamLine execute(DockerEngine engine, String container, List<String> command, LogTail words) {
        var line = new StreamLine(engine, words);
        var id = engine.ask(container, () -> engine.calls()
                .execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
        line.execution = id;
        var start =
                engine.streams().execStartCmd(id).withStdIn(line.toProgram.in()).withDetach(false);
        engine.ask(container, () -> EngineThreads.call(() -> start.exec(line.hearing)));
        return line;
    }

    InputStream in() {
        return fromProgram.in();
    }

    OutputStream out() {
        return toProgram.out();
    }

    /** With what the other process ended, if it has. */
    OptionalInt exitCode() {
        var id = execution;
        if (id == null) {
            return OptionalInt.empty();
        }
        var code = engine.ask("", () -> engine.calls().inspectExecCmd(id).exec().getExitCodeLong());
        return code == null ? OptionalInt.empty() : OptionalInt.of(code.intValue());
    }

    @Override
    public void close() {
        // The library's thread that writes must not find the stream closed with something left to write: it would print
        // that.
        closeQuietly(toProgram.in());
        fromProgram.end();
        hearing.end();
    }

    private static void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException nothingToDo) {
            // it is of no use any more
        }
    }

    /** Takes what the program says. */
    private final class Hearing extends ResultCallback.Adapter<Frame> {

        private final CountDownLatch started = new CountDownLatch(1);

        @Override
        public void onStart(Closeable stream) {
            super.onStart(stream);
            started.countDown();
        }

        @Override
        public void onNext(Frame frame) {
            if (frame.getStreamType() == StreamType.STDERR) {
                words.add(frame.getPayload());
                return;
            }
            try {
                fromProgram.out().write(frame.getPayload());
            } catch (IOException nobodyReads) {
                end();
            }
        }

        @Override
        public void onError(Throwable thrown) {
            started.countDown();
            fromProgram.end();
            super.onError(thrown);
        }

        @Override
        public void onComplete() {
            started.countDown();
            fromProgram.end();
            super.onComplete();
        }

        void end() {
            closeQuietly(this);
        }
    }
}

package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.wrap.AbandonedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the Model Context Protocol on two streams, with its world. Safe for many threads. */
final class McpStdioSession<A extends Action, O extends Observation> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(McpStdioSession.class);
    private static final String NAME = "stdio";
    private static final int MOST_ABANDONED_THREADS = 8;
    private static final int MOST_CALLS = 256;

    /** Clients wait for two seconds before they kill. */
    private static final int REST_MILLIS = 1_200;

    private static final int CLOSE_MILLIS = 2_000;

    private final Served<A, O> served;
    private final McpProtocol protocol;
    private final McpTurns<A, O> turns;
    private final Workplace place;
    private final WorldQueue<A, O> queue;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean begun;

    private McpStdioSession(EnvironmentProvider<A, O> provider, Mode mode, OutputStream out) {
        this.out = out;
        var abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
        served = new Served<>(provider, mode, null, abandoned, CarefulListener.NONE);
        protocol = new McpProtocol(served.spec(), new ErrorTexts(false));
        turns = new McpTurns<>(protocol);
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "openenv-watch");
            thread.setDaemon(true);
            return thread;
        });
        var arriving = new Budget(Long.MAX_VALUE, () -> {});
        place = new Workplace(WorkThreads.open(MOST_CALLS), timer, abandoned, System::nanoTime, arriving);
        var slots = new SessionSlots(1, CarefulListener.NONE);
        var slot = slots.take();
        if (slot == null) {
            throw new IllegalStateException("the first slot of one");
        }
        queue = new WorldQueue<>(NAME, slot, place, false, over::countDown);
    }

    static <A extends Action, O extends Observation> McpStdioSession<A, O> of(
            EnvironmentProvider<A, O> provider, Mode mode, OutputStream out) {
        return new McpStdioSession<>(provider, mode, out);
    }

    void serve(InputStream in) throws InterruptedException {
        var reader = new Thread(() -> read(in), "openenv-mcp-input");
        reader.setDaemon(true);
        reader.start();
        ending.await();
    }

    void end() {
        ending.countDown();
    }

    private void read(InputStream in) {
        try {
            var lines = new McpLines(in, EnvServer.DEFAULT_MAX_MESSAGE_BYTES);
            for (var line = lines.next(); line != null; line = lines.next()) {
                hear(line);
            }
        } catch (IOException e) {
            LOG.debug("the input ended", LogText.safe(e));
        } catch (RuntimeException | Error e) {
            LOG.error("the input cannot be read on", LogText.safe(e));
        } finally {
            end();
        }
    }

    private void hear(byte[] line) {
        if (line == McpLines.TOO_LONG) {
            var most = EnvServer.DEFAULT_MAX_MESSAGE_BYTES;
            write(McpReply.error(null, McpReply.INVALID_REQUEST, "Invalid request: longer than " + most + " bytes"));
            return;
        }
        var message = McpMessage.read(line);
        switch (message.kind()) {
            case REFUSED -> write(message.refused());
            case NOTIFICATION -> turns.heard(NAME, message);
            case ANSWER -> {}
            case REQUEST -> request(message);
        }
    }

    private void request(McpMessage message) {
        if (message.method().equals(McpProtocol.PING)) {
            write(McpProtocol.pong(message));
        } else if (message.method().equals(McpProtocol.INITIALIZE)) {
            begin(message);
        } else if (!begun) {
            write(McpReply.error(message.id(), McpReply.INVALID_REQUEST, "Invalid request: 'initialize' comes first"));
        } else {
            var turn = turns.begin(NAME, message, this::write);
            if (!queue.offer(turn)) {
                turn.answer(McpReply.error(message.id(), McpReply.SERVER_ERROR, "Too many calls wait"));
            }
        }
    }

    private void begin(McpMessage message) {
        var refusal = begun
                ? McpReply.error(
                        message.id(), McpReply.INVALID_REQUEST, "Invalid request: this session has begun already")
                : McpProtocol.refusal(message);
        if (refusal != null) {
            write(refusal);
            return;
        }
        begun = true;
        var turn = turns.begin(NAME, message, this::write);
        queue.add(turn);
        queue.open(served, failure -> {
            if (failure != null) {
                LOG.warn("the environment cannot be opened", LogText.safe(failure));
                var farewell = Farewell.factoryFailed(served.title());
                turn.answer(
                        McpReply.error(message.id(), McpReply.SERVER_ERROR, farewell.message(), farewell.details()));
            }
        });
    }

    private void write(McpReply reply) {
        var json = reply.bytes();
        writing.lock();
        try {
            out.write(json);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            LOG.debug("the client reads no more", LogText.safe(e));
            end();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            if (begun) {
                queue.endAtRest();
                if (!over.await(REST_MILLIS, TimeUnit.MILLISECONDS)) {
                    queue.end(() -> {});
                    if (!over.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                        LOG.warn("a tool still runs; it is left behind");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            place.threads().shutdownNow();
            place.timer().shutdownNow();
        }
    }
}

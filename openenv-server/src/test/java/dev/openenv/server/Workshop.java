package dev.openenv.server;

import dev.openenv.annotation.Param;
import dev.openenv.context.Prompt;
import dev.openenv.context.PromptArgument;
import dev.openenv.context.Prompts;
import dev.openenv.context.Resource;
import dev.openenv.context.ResourceContent;
import dev.openenv.context.Resources;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tools that count, wait, fail and give all there is, with a manual and a prompt. */
public final class Workshop implements Resources, Prompts, AutoCloseable {

    /** What tests see of all workshops of a server. */
    static final class Seen {

        final Semaphore waiting = new Semaphore(0);
        final AtomicInteger interrupts = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
    }

    private final Seen seen;
    private long count;

    Workshop(Seen seen) {
        this.seen = seen;
    }

    @Tool("Counts.")
    public long count(@Param(min = 1, max = 10) int by) {
        return count += by;
    }

    @Tool("Says it back.")
    public String echo(String text) {
        return text;
    }

    @Tool("Never comes back.")
    public void hang() throws InterruptedException {
        seen.waiting.release();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            seen.interrupts.incrementAndGet();
            throw e;
        }
    }

    @Tool(value = "Takes longer than it may.", limitSeconds = 0.05)
    public void late() throws InterruptedException {
        hang();
    }

    @Tool("Breaks.")
    public void fail() {
        throw new IllegalStateException("it broke");
    }

    @Tool("Draws.")
    public ToolResult draw() {
        return ToolResult.image(new byte[] {1, 2, 3}, "image/png");
    }

    @Tool("Finds nothing.")
    public @Nullable String nothing() {
        return null;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.of("shop://manual", "Manual", "text/plain").withDescription("How to work."),
                Resource.of("shop://logo", "Logo", "image/png"));
    }

    @Override
    public Optional<ResourceContent> read(String uri) {
        return switch (uri) {
            case "shop://manual" -> Optional.of(ResourceContent.text("Count to " + count));
            case "shop://logo" -> Optional.of(ResourceContent.bytes(new byte[] {7}, "image/png"));
            default -> Optional.empty();
        };
    }

    @Override
    public List<Prompt> prompts() {
        return List.of(Prompt.of("begin", "How to begin.", new PromptArgument("name", "Who works.", true)));
    }

    @Override
    public Optional<String> prompt(String name, Map<String, String> arguments) {
        return name.equals("begin") ? Optional.of("Work, " + arguments.get("name") + "!") : Optional.empty();
    }

    @Override
    public void close() {
        seen.closed.incrementAndGet();
    }
}

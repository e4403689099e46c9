package dev.openenv.python;

import dev.openenv.ResetOptions;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolContent;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Tools of every kind for code to call, beside things that it must not reach. */
public final class CodeDesk implements ToolEpisode {

    /** What the tools give. */
    public record Ticket(int id, String title, List<String> labels) {}

    static final String SECRET = "the desk's secret";

    private final List<String> opened = new ArrayList<>();
    private final long seed;

    CodeDesk(ResetOptions options) {
        seed = options.seed().orElse(0);
    }

    @Tool("Adds.")
    public long add(long a, @Param(min = 0, max = 100) long b) {
        return a + b;
    }

    @Tool("Finds tickets.")
    public List<Ticket> find(String word, @Param(defaultValue = "2", min = 1, max = 50) int most) {
        return IntStream.range(0, most)
                .mapToObj(i -> new Ticket(i, word + " " + i, List.of("new")))
                .toList();
    }

    @Tool("Hides a built-in function.")
    public int open(String title) {
        opened.add(title);
        return opened.size();
    }

    @Tool
    public void nothing() {}

    @Tool
    public String fail(String why) {
        throw new IllegalStateException(why);
    }

    @Tool
    public ToolResult picture() {
        return ToolResult.content(List.of(new ToolContent.Image(new byte[] {1, 2}, "image/png")));
    }

    @Tool
    public int length(String text) {
        return text.length();
    }

    @Tool(limitSeconds = 0.2)
    public String late() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @Tool
    public String hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @Override
    public OptionalDouble reward() {
        return OptionalDouble.of(opened.size());
    }

    @Override
    public JsonObject state() {
        return JsonObject.of("opened", opened.size(), "seed", seed);
    }

    /** Not a tool. */
    public String secret() {
        return SECRET;
    }
}

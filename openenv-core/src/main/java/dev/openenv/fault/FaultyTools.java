package dev.openenv.fault;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.Tools;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tools called outside of steps, of which some calls fail. */
record FaultyTools(Tools tools, Supplier<@Nullable EpisodeLuck> episode) implements Tools {

    @Override
    public List<ToolDescriptor> list() {
        return tools.list();
    }

    @Override
    public ToolResult call(String name, JsonObject arguments) {
        var luck = episode.get();
        var error = luck == null ? null : FailingCalls.error(luck, name, false);
        if (error != null) {
            throw new ToolException(error.kind(), error.message(), null);
        }
        return tools.call(name, arguments);
    }

    @Override
    public boolean parallel(String name) {
        return false;
    }

    @Override
    public Optional<Duration> limit(String name) {
        return tools.limit(name);
    }
}

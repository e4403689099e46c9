package dev.openenv.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.SpecException;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a record may live, and who may ask first. */
class AccessTest {

    private record Hidden(int a, HiddenPart part) {}

    private record HiddenPart(String text) {}

    record Shared(int a, List<Shared2> parts) {}

    record Shared2(String text) {}

    record Throwing(int a) {
        public int a() {
            throw new IllegalStateException("broken accessor");
        }
    }

    @Test
    void privateRecordsAreReached() {
        var codec = Codecs.of(Hidden.class);
        var hidden = new Hidden(1, new HiddenPart("x"));

        assertThat(codec.decode(codec.encode(hidden))).isEqualTo(hidden);
    }

    @Test
    void localRecordsAreReached() {
        record Local(boolean b) {}

        assertThat(Codecs.of(Local.class).decode(JsonObject.of("b", true))).isEqualTo(new Local(true));
    }

    @Test
    void whatAnAccessorThrowsPasses() {
        assertThatThrownBy(() -> Codecs.of(Throwing.class).encode(new Throwing(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken accessor");
    }

    @Test
    void recordInAClosedPackageIsRefusedNamingTheClause(@TempDir Path folder) throws Exception {
        var type = compile(folder, "module closed {}", "record Move(int a) {}");

        var self = Codecs.class.getModule();
        assertThatThrownBy(() -> Codecs.of(type))
                .isInstanceOf(SpecException.class)
                .hasMessage("closed.Move: its package is closed to the codec; add 'opens closed"
                        + (self.isNamed() ? " to " + self.getName() : "")
                        + ";' to the module-info of closed, or make the class public and export its package");
    }

    @Test
    void recordInAnOpenPackageIsReached(@TempDir Path folder) throws Exception {
        roundTrip(compile(folder, "module closed { opens closed; }", "record Move(int a) {}"));
    }

    @Test
    void publicRecordInAnExportedPackageIsReached(@TempDir Path folder) throws Exception {
        roundTrip(compile(folder, "module closed { exports closed; }", "public record Move(int a) {}"));
    }

    private static <T> void roundTrip(Class<T> type) {
        var json = JsonObject.of("a", 7);
        var codec = Codecs.of(type);

        assertThat(codec.encode(codec.decode(json))).isEqualTo(json);
    }

    /** Compiles a module with one record and loads it beside this one. */
    private static Class<?> compile(Path folder, String module, String record) throws IOException {
        var info = Files.writeString(folder.resolve("module-info.java"), module);
        var sources = Files.createDirectories(folder.resolve("closed"));
        var source = Files.writeString(sources.resolve("Move.java"), "package closed; " + record);
        var classes = folder.resolve("classes");
        var failed = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, "-d", classes.toString(), info.toString(), source.toString());
        assertThat(failed).isZero();
        var boot = ModuleLayer.boot();
        var plan = boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("closed"));
        var layer = boot.defineModulesWithOneLoader(plan, AccessTest.class.getClassLoader());
        var type = Class.forName(layer.findModule("closed").orElseThrow(), "closed.Move");
        assertThat(type).isNotNull();
        return type;
    }

    @Test
    void manyThreadsMayAskFirst() throws Exception {
        var threads = 8;
        var barrier = new CyclicBarrier(threads);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var asked = new ArrayList<Callable<Codec<Shared>>>();
            for (var i = 0; i < threads; i++) {
                asked.add(() -> {
                    barrier.await(10, TimeUnit.SECONDS);
                    var codec = Codecs.of(Shared.class);
                    var value = new Shared(1, List.of(new Shared2("x")));
                    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
                    return codec;
                });
            }
            for (var answer : pool.invokeAll(asked, 30, TimeUnit.SECONDS)) {
                assertThat(answer.get()).isSameAs(Codecs.of(Shared.class));
            }
        } finally {
            pool.shutdownNow();
        }
    }
}

package dev.openenv.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Everything that the documentation shows compiles, runs, prints what it says, and leads somewhere. */
@Tag("docs")
class DocsTest {

    private static final Path CHECKOUT = Markdown.checkout();
    private static final int SECONDS = 120;

    /** Dynamic tests outlive the factory method, so this is removed after all of them. */
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path scratch;

    @TestFactory
    List<DynamicTest> javaBlocksCompileAndRun() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var file : Markdown.files(CHECKOUT)) {
            var blocks = Markdown.blocks(file, Files.readAllLines(CHECKOUT.resolve(file)));
            if (blocks.stream().anyMatch(Block::isJava)) {
                tests.addAll(testsOf(blocks, Files.createTempDirectory(scratch, "doc")));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @TestFactory
    List<DynamicTest> relativeLinksLeadToFiles() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var file : Markdown.files(CHECKOUT)) {
            for (var link : Markdown.links(file, Files.readAllLines(CHECKOUT.resolve(file)))) {
                tests.add(dynamicTest(link.file() + ":" + link.line() + " " + link.target(), () -> assertThat(
                                CHECKOUT.resolve(link.file()).resolveSibling(link.target()))
                        .as("%s:%d links to %s", link.file(), link.line(), link.target())
                        .exists()));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @Test
    void mistakeIsNamedWithFileAndLine() {
        var lines = List.of("# A", "", "```java", "var a = 1;", "var b = nowhere;", "```");
        var block = Markdown.blocks(Path.of("a.md"), lines).get(0);

        assertThatThrownBy(() -> new JavaBlocks(scratch).compile(block))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a.md:5: cannot find symbol");
    }

    @Test
    void mistakeOfSyntaxIsNamedWithFileAndLine() {
        var block = Markdown.blocks(Path.of("a.md"), List.of("```java", "class A {", "int a", "}", "```"))
                .get(0);

        assertThatThrownBy(() -> new JavaBlocks(scratch).compile(block)).hasMessageStartingWith("a.md:3: ';' expected");
    }

    @Test
    void programThatPrintsSomethingElseFails() throws Exception {
        var lines = List.of("```java", "System.out.println(1 + 1);", "```", "prints", "```text", "3", "```");
        var blocks = Markdown.blocks(Path.of("a.md"), lines);
        var test = testsOf(blocks, Files.createTempDirectory(scratch, "doc")).get(0);

        assertThatThrownBy(() -> test.getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a.md:2");
    }

    private static List<DynamicTest> testsOf(List<Block> blocks, Path folder) throws IOException {
        var compiler = new JavaBlocks(Files.createDirectory(folder.resolve("classes")));
        var work = Files.createDirectory(folder.resolve("work"));
        var tests = new ArrayList<DynamicTest>();
        for (var i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            if (!block.isJava() || block.mark("not").isPresent()) {
                continue;
            }
            var next = i + 1 < blocks.size() ? blocks.get(i + 1) : block;
            var output = next.language().equals("text") ? next.text() : null;
            tests.add(dynamicTest(block.place(), () -> check(block, output, compiler, folder, work)));
        }
        return tests;
    }

    private static void check(Block block, String output, JavaBlocks compiler, Path folder, Path work)
            throws Exception {
        var source = block.mark("file");
        if (source.isPresent()) {
            assertThat(Files.readString(CHECKOUT.resolve(source.get())))
                    .as("%s is copied from %s", block.place(), source.get())
                    .contains(block.text().strip());
            return;
        }
        var compiled = compiler.compile(block);
        if (compiled.start().isPresent() && (compiled.whole() || output != null)) {
            var printed = run(block, compiled.start().get(), folder.resolve("classes"), work);
            if (output != null) {
                assertThat(printed).as(block.place() + " prints").matches(pattern(output));
            }
        }
    }

    /** Three dots stand for anything. */
    private static Pattern pattern(String output) {
        var pattern = new StringBuilder();
        for (var part : output.strip().split(Pattern.quote("..."), -1)) {
            pattern.append(pattern.isEmpty() ? "" : "[\\s\\S]*").append(Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString());
    }

    private static String run(Block block, String mainClass, Path classes, Path work) throws Exception {
        var printed = Files.createTempFile(work.getParent(), "printed", ".txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.stdout.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-Dorg.jboss.logging.provider=slf4j",
                        "-cp",
                        classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        mainClass)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends within %d seconds", block.place(), SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        var text = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(process.exitValue())
                .as("%s ends with%n%s", block.place(), text)
                .isZero();
        return text.lines()
                .map(String::stripTrailing)
                .reduce("", (all, line) -> all + "\n" + line)
                .strip();
    }
}

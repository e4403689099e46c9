package dev.openenv.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles the Java blocks of one document, in order: later blocks see the types of earlier ones. A block that is not a
 * whole source file is put into a method, or else into a class, with the imports that guides leave out.
 */
final class JavaBlocks {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;");
    private static final String COMMON_IMPORTS = List.of(
                    "dev.openenv.*",
                    "dev.openenv.annotation.*",
                    "dev.openenv.code.*",
                    "dev.openenv.codec.*",
                    "dev.openenv.context.*",
                    "dev.openenv.environments.desk.*",
                    "dev.openenv.environments.wordgame.*",
                    "dev.openenv.examples.*",
                    "dev.openenv.fault.*",
                    "dev.openenv.json.*",
                    "dev.openenv.junit.*",
                    "dev.openenv.junit.assertions.*",
                    "dev.openenv.junit.contract.*",
                    "dev.openenv.junit.golden.*",
                    "dev.openenv.langchain4j.*",
                    "dev.openenv.provider.*",
                    "dev.openenv.python.*",
                    "dev.openenv.recording.*",
                    "dev.openenv.report.*",
                    "dev.openenv.rollout.*",
                    "dev.openenv.script.*",
                    "dev.openenv.springai.*",
                    "dev.openenv.tools.*",
                    "dev.openenv.wrap.*",
                    "java.net.URI",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "java.util.function.*",
                    "org.junit.jupiter.api.*",
                    "static org.assertj.core.api.Assertions.*")
            .stream()
            .map(name -> "import " + name + ";")
            .collect(Collectors.joining(" "));

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path output;
    private String before = "";

    JavaBlocks(Path output) {
        this.output = output;
    }

    /**
     * A block that compiled.
     *
     * @param mainClass what to start, or null when there is nothing to start
     * @param whole whether the block is a program as it stands, and not a fragment that we put into a method
     */
    record Compiled(String mainClass, boolean whole) {

        Optional<String> start() {
            return Optional.ofNullable(mainClass);
        }
    }

    /** What was tried: a source, and how many of its lines stand above the block. */
    private record Source(String name, String text, int linesAbove, boolean whole) {}

    /** Compiles a block; an AssertionError names file and line of every mistake. */
    Compiled compile(Block block) {
        var name = "Block" + block.line();
        var given = block.mark("given").orElse("");
        var continued = block.mark("continues").map(nothing -> before).orElse("");
        var source = List.of(
                        unit(name, block),
                        inMethod(name, given + "\n" + continued + "\n", block),
                        inClass(name, given, block))
                .stream()
                .filter(candidate -> parse(candidate).isPresent())
                .findFirst()
                .orElseGet(() -> inMethod(name, given + "\n" + continued + "\n", block));
        before = source.whole() ? "" : given + "\n" + continued + "\n" + block.text();
        var mistakes = new DiagnosticCollector<JavaFileObject>();
        if (!task(source, mistakes).call()) {
            throw new AssertionError(mistakes.getDiagnostics().stream()
                    .filter(mistake -> mistake.getKind() == Diagnostic.Kind.ERROR)
                    .map(mistake -> block.place(mistake.getLineNumber() - source.linesAbove() - 1) + ": "
                            + mistake.getMessage(Locale.ROOT))
                    .collect(Collectors.joining("\n")));
        }
        return new Compiled(parse(source).flatMap(JavaBlocks::mainClass).orElse(null), source.whole());
    }

    private Source unit(String name, Block block) {
        var bare = new Source(name, block.text(), 0, true);
        var parsed = parse(bare);
        if (parsed.isEmpty()) {
            return bare;
        }
        var named = parsed.get().getTypeDecls().stream()
                .filter(type -> type instanceof ClassTree known
                        && known.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .map(type -> ((ClassTree) type).getSimpleName().toString())
                .findFirst()
                .orElse(name);
        var complete = mainClass(parsed.get()).isPresent()
                || IMPORT.matcher(block.text()).find();
        return complete
                ? new Source(named, block.text(), 0, true)
                : new Source(named, COMMON_IMPORTS + "\n" + block.text(), 1, true);
    }

    private Source inMethod(String name, String above, Block block) {
        var start = imports(block) + "class " + name + " { public static void main(String[] args) throws Exception {\n"
                + above;
        return new Source(
                name,
                start + withoutImports(block) + "\n}}\n",
                (int) start.lines().count(),
                false);
    }

    private Source inClass(String name, String above, Block block) {
        var start = imports(block) + "class " + name + " {\n" + above + "\n";
        return new Source(
                name,
                start + withoutImports(block) + "\n}\n",
                (int) start.lines().count(),
                false);
    }

    private static String imports(Block block) {
        return COMMON_IMPORTS
                + IMPORT.matcher(block.text())
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.joining(" "))
                + "\n";
    }

    private static String withoutImports(Block block) {
        return IMPORT.matcher(block.text()).replaceAll("");
    }

    /** The tree of a source that has types and no mistakes of syntax. */
    private Optional<CompilationUnitTree> parse(Source source) {
        var mistakes = new DiagnosticCollector<JavaFileObject>();
        try {
            var unit = ((JavacTask) task(source, mistakes)).parse().iterator().next();
            var wrong =
                    mistakes.getDiagnostics().stream().anyMatch(mistake -> mistake.getKind() == Diagnostic.Kind.ERROR);
            var hasType = unit.getTypeDecls().stream().anyMatch(ClassTree.class::isInstance);
            return wrong || !hasType ? Optional.empty() : Optional.of(unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JavaCompiler.CompilationTask task(Source source, DiagnosticCollector<JavaFileObject> mistakes) {
        var options = List.of(
                "-parameters",
                "-proc:none",
                "--release",
                "17",
                "-d",
                output.toString(),
                "-classpath",
                output + System.getProperty("path.separator") + System.getProperty("java.class.path"));
        var text =
                new SimpleJavaFileObject(
                        URI.create("string:///" + source.name() + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source.text();
                    }
                };
        return compiler.getTask(null, null, mistakes, options, null, List.of(text));
    }

    private static Optional<String> mainClass(CompilationUnitTree unit) {
        var prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        return unit.getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(type -> type.getMembers().stream()
                        .anyMatch(member -> member instanceof MethodTree method
                                && method.getName().contentEquals("main")
                                && method.getModifiers().getFlags().contains(Modifier.STATIC)))
                .map(type -> prefix + type.getSimpleName())
                .findFirst();
    }
}

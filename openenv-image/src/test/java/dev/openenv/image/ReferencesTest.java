package dev.openenv.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes of a class change what it needs. */
class ReferencesTest {

    @TempDir
    private Path folder;

    private int jars;

    private List<String> references(String body) throws IOException {
        var source = Files.writeString(folder.resolve("World.java"), "class World {\n" + body + "\n}\n");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        return References.of(jar(Files.readAllBytes(folder.resolve("World.class"))));
    }

    private Path jar(byte[] content) throws IOException {
        var jar = folder.resolve("world-" + ++jars + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("World.class"));
            out.write(content);
        }
        return jar;
    }

    @Test
    void otherTextsNumbersAndNamesOfMembersChangeNothing() throws IOException {
        var before = references("long a = 123456789L; String b = \"red\"; double c = 0.25;");
        var after = references("long x = 987654321L; String y = \"dark green\"; double z = 1e300;");
        assertThat(after).isEqualTo(before).contains("World", "java/lang/Object", "Ljava/lang/String;");
    }

    @Test
    void everyClassThatIsSpokenOfIsSeen() throws IOException {
        var before = references("");
        for (var body : List.of(
                "java.net.URI a;",
                "void a(java.net.URI b) {}",
                "Object a() { return java.net.URI.create(\"a\"); }",
                "java.util.List<java.net.URI> a;",
                "Object a = java.net.URI.class;",
                "void a() throws java.net.URISyntaxException {}",
                "@Deprecated int a;",
                "Runnable a = () -> java.net.URI.create(\"a\");")) {
            assertThat(references(body)).as(body).isNotEqualTo(before).containsAll(before);
        }
    }

    @Test
    void whatIsNoClassIsSaid() throws IOException {
        var jar = jar(new byte[] {1, 2, 3, 4, 5});
        assertThatThrownBy(() -> References.of(jar)).isInstanceOf(IOException.class);
    }
}

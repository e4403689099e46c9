package dev.openenv.image;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

/**
 * The names of all classes that the classes of a jar speak of, read from their constants: as long as these are the same, a
 * changed jar needs what it needed before.
 */
final class References {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;

    private References() {}

    /** Names of classes, and descriptors and signatures with such names in them; a text that looks like one may be among them. */
    static List<String> of(Path file) throws IOException {
        var names = new TreeSet<String>();
        try (var jar = new JarFile(file.toFile())) {
            for (var entry : jar.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                try (var in = new DataInputStream(jar.getInputStream(entry))) {
                    read(in, names);
                }
            }
        }
        return new ArrayList<>(names);
    }

    /** Reads as far as the constants go: JVM specification, 4.4. */
    private static void read(DataInputStream in, Set<String> names) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class");
        }
        in.readInt(); // version
        var texts = new String[in.readUnsignedShort()];
        var classes = new ArrayList<Integer>();
        for (var i = 1; i < texts.length; i++) {
            var tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> {
                    texts[i] = in.readUTF();
                    if (texts[i].contains(";")) {
                        names.add(texts[i]);
                    }
                }
                case CLASS -> classes.add(in.readUnsignedShort());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++; // these take two places
                }
                case 8, 16, 19, 20 -> in.readUnsignedShort();
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        classes.forEach(index -> names.add(texts[index]));
    }
}

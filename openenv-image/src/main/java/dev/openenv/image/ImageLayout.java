package dev.openenv.image;

import dev.openenv.server.container.ContainerMain;
import java.util.ArrayList;
import java.util.List;

/** Where things lie in an image, and how its program is started. */
final class ImageLayout {

    /** The class that is started. */
    static final String PROGRAM = ContainerMain.class.getName();

    static final String JAVA = "/java";
    static final String OPTIONS = "/app/java.options";
    static final String ARCHIVE = "app/classes.jsa";
    static final String LIBRARIES = "app/lib/";
    static final String APPLICATION = "app/own/";

    /** Nobody, as the reference's validator has it. */
    static final String USER = "65532:65532";

    static final String PASSWD = "openenv:x:65532:65532:openenv:/:/sbin/nologin\n";
    static final String GROUP = "openenv:x:65532:\n";
    static final String NAME_LOOKUP = "hosts: files dns\n";

    private ImageLayout() {}

    /**
     * The options of the JVM, one a line. It starts fast, stays small at rest, and is compiled for speed when it is busy; the heap
     * follows the container's limit.
     */
    static List<String> options(boolean archived, List<String> classPath) {
        var options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=60",
                "-XX:-UsePerfData",
                "-XX:Tier4InvocationThreshold=10000",
                "-XX:Tier4MinInvocationThreshold=10000",
                "-XX:Tier4CompileThreshold=20000",
                "-XX:Tier4BackEdgeThreshold=100000",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        if (archived) {
            options.add("-XX:SharedArchiveFile=" + ARCHIVE);
            options.add("-Xlog:cds*=off");
        }
        options.add("-cp");
        options.add(String.join(":", classPath));
        return options;
    }

    static List<String> entrypoint(String world) {
        return List.of(JAVA + "/bin/java", "@" + OPTIONS, PROGRAM, world);
    }
}

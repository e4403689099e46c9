package dev.openenv.check;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** Memory that the threads of this JVM allocated, where the JVM counts it. */
final class AllocatedMemory {

    private AllocatedMemory() {}

    /** Bytes allocated by all live threads since they began; empty when this JVM does not tell. */
    static OptionalLong total() {
        try {
            if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                    && threads.isThreadAllocatedMemorySupported()) {
                long sum = 0;
                for (var each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
                    sum += Math.max(0, each);
                }
                return OptionalLong.of(sum);
            }
        } catch (LinkageError e) {
            // a JVM without that module
        }
        return OptionalLong.empty();
    }
}

package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** What a flight recording of a server says about its Java code. */
final class Samples {

    private static final String OURS = "dev.openenv.";

    private final Map<String, Long> methods = new HashMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final Map<String, Long> stacks = new HashMap<>();
    private long taken;
    private long bytes;

    private Samples() {}

    static Samples read(Path recording) throws IOException {
        var samples = new Samples();
        try (var events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                samples.add(events.readEvent());
            }
        }
        return samples;
    }

    private void add(RecordedEvent event) {
        var trace = event.getStackTrace();
        if (trace == null || trace.getFrames().isEmpty()) {
            return;
        }
        var frames = trace.getFrames();
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> {
                taken++;
                methods.merge(name(frames.get(0)), 1L, Long::sum);
                stacks.merge(folded(frames), 1L, Long::sum);
            }
            case "jdk.ObjectAllocationSample" -> {
                var weight = event.getLong("weight");
                bytes += weight;
                places.merge(event.getClass("objectClass").getName() + "  " + place(frames), weight, Long::sum);
            }
            default -> {}
        }
    }

    /** The innermost method of ours, below the method that allocated where that is another's. */
    private static String place(List<RecordedFrame> frames) {
        var innermost = name(frames.get(0));
        for (var frame : frames) {
            if (frame.getMethod().getType().getName().startsWith(OURS)) {
                var ours = name(frame);
                return ours.equals(innermost) ? ours : innermost + " of " + ours;
            }
        }
        return innermost;
    }

    private static String folded(List<RecordedFrame> frames) {
        var names = frames.stream().map(Samples::name).collect(Collectors.toList());
        java.util.Collections.reverse(names);
        return String.join(";", names);
    }

    private static String name(RecordedFrame frame) {
        var type = frame.getMethod().getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "."
                + frame.getMethod().getName();
    }

    /** How many samples of running Java code there are. */
    long taken() {
        return taken;
    }

    /** How many bytes were allocated, as the recorder estimates them. */
    long bytes() {
        return bytes;
    }

    /** How often each method was the innermost, most often first. */
    Stream<Map.Entry<String, Long>> methods() {
        return sorted(methods);
    }

    /** How many bytes of which class each place allocated, most first. */
    Stream<Map.Entry<String, Long>> places() {
        return sorted(places);
    }

    /** Whole stacks, outermost first, and how often each was seen. */
    Stream<Map.Entry<String, Long>> stacks() {
        return sorted(stacks);
    }

    private static Stream<Map.Entry<String, Long>> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()));
    }
}

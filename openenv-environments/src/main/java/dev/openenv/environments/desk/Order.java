package dev.openenv.environments.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An instruction that a clerk understood: what kind of thing to do, and what stood in the gaps of the sentence. */
record Order(Job job, List<String> gaps) {

    Order {
        gaps = List.copyOf(gaps);
    }

    static Order of(String instruction) {
        for (var job : Job.values()) {
            var parts = job.sentence().split("%s", -1);
            var pattern = new StringBuilder();
            for (var i = 0; i < parts.length; i++) {
                pattern.append(i == 0 ? "" : "(.+)").append(Pattern.quote(parts[i]));
            }
            var match = Pattern.compile(pattern.toString()).matcher(instruction);
            if (match.matches()) {
                var gaps = new ArrayList<String>();
                for (var i = 1; i <= match.groupCount(); i++) {
                    gaps.add(match.group(i));
                }
                return new Order(job, gaps);
            }
        }
        throw new IllegalArgumentException("not understood: " + instruction);
    }

    String gap(int number) {
        return gaps.get(number);
    }

    int number(int gap) {
        return Integer.parseInt(gaps.get(gap));
    }
}

package dev.openenv.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a check found so far, the first of each code. Confined to one thread. */
final class Findings {

    private final Map<String, Finding> byCode = new LinkedHashMap<>();

    void add(@Nullable Finding finding) {
        if (finding != null) {
            byCode.putIfAbsent(finding.code(), finding);
        }
    }

    List<Finding> all() {
        return List.copyOf(byCode.values());
    }
}

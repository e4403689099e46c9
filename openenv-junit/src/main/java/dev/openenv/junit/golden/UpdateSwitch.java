package dev.openenv.junit.golden;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whether golden episodes are compared or written anew. */
enum UpdateSwitch {
    /** They are compared. */
    COMPARE,
    /** They are written. */
    UPDATE,
    /** They should be written, but on a machine where nobody reviews what is written. */
    REFUSED_IN_CI;

    static final String PROPERTY = "openenv.golden.update";
    static final String VARIABLE = "OPENENV_GOLDEN_UPDATE";
    static final String CI = "CI";

    static UpdateSwitch now() {
        return of(System::getProperty, System::getenv);
    }

    static UpdateSwitch of(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        var property = properties.apply(PROPERTY);
        var asked = property == null ? environment.apply(VARIABLE) : property;
        if (asked == null || asked.isBlank() || asked.equalsIgnoreCase("false")) {
            return COMPARE;
        }
        switch (asked.toLowerCase(Locale.ROOT)) {
            case "force" -> {
                return UPDATE;
            }
            case "true" -> {
                var ci = environment.apply(CI);
                return ci == null || ci.isBlank() || ci.equalsIgnoreCase("false") ? UPDATE : REFUSED_IN_CI;
            }
            default -> throw new IllegalArgumentException(PROPERTY + " is true, false or force, got '" + asked + "'");
        }
    }
}

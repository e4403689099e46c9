package dev.openenv.conformance.check;

import java.util.EnumSet;
import java.util.Set;

/** One numbered check. */
record Check(int number, String title, Set<TestedWorld> worlds, boolean slow, Body body) {

    /** What it does; it throws what it finds. */
    @FunctionalInterface
    interface Body {
        void run(Target target) throws Exception;
    }

    static Check echo(int number, String title, Body body) {
        return new Check(number, title, EnumSet.of(TestedWorld.ECHO), false, body);
    }

    static Check tools(int number, String title, Body body) {
        return new Check(number, title, EnumSet.of(TestedWorld.TOOLS), false, body);
    }

    static Check tasks(int number, String title, Body body) {
        return new Check(number, title, EnumSet.of(TestedWorld.TASKS), false, body);
    }

    static Check any(int number, String title, Body body) {
        return new Check(number, title, EnumSet.allOf(TestedWorld.class), false, body);
    }

    Check takingLong() {
        return new Check(number, title, worlds, true, body);
    }
}

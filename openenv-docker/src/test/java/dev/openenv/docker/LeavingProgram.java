package dev.openenv.docker;

import java.util.ArrayList;

/** Opens so many environments, says so, and never closes them: its JVM is killed. */
final class LeavingProgram {

    private LeavingProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        var left = new ArrayList<Object>();
        for (var i = 0; i < Integer.parseInt(arguments[0]); i++) {
            var env = Probe.provider().open();
            env.reset();
            left.add(env);
        }
        System.out.println("left " + left.size());
        System.out.flush();
        Thread.currentThread().join();
    }
}

package dev.openenv.examples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class of a guide and prints a line for each of its tests, and why one failed. */
public final class Reports {

    private Reports() {}

    /**
     * Runs a class and prints the lines whose names hold a text.
     *
     * @param type a test class
     * @param part of the name, empty for all
     */
    public static void print(Class<?> type, String part) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() && test.getDisplayName().contains(part)) {
                    System.out.println(line(test, result));
                }
            }
        });
    }

    private static String line(TestIdentifier test, TestExecutionResult result) {
        var method = test.getUniqueIdObject().getSegments().get(2).getValue().replaceAll("\\(.*", "");
        var name = method + " " + test.getDisplayName();
        return result.getThrowable()
                .map(e -> result.getStatus() == Status.ABORTED
                        ? "aborted " + name + ": " + e.getMessage()
                        : "FAILED  " + name + "\n" + e.getMessage())
                .orElse("passed  " + name);
    }
}

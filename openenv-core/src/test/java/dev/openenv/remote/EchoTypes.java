package dev.openenv.remote;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.annotation.Param;

/** The types of the wire's echo world, as a Java program would write them. */
final class EchoTypes {

    private EchoTypes() {}

    record Say(@Param("Text to echo") String message) implements Action {}

    record Heard(String echoed, int n) implements Observation {}

    static RemoteProvider<Say, Heard> at(java.net.URI uri) {
        return RemoteProvider.at(uri, Say.class, Heard.class);
    }
}

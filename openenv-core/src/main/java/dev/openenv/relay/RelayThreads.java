package dev.openenv.relay;

/** Starts the relay's threads; they are daemons and end with their connection. */
final class RelayThreads {

    private RelayThreads() {}

    static void start(String name, Runnable body) {
        var thread = new Thread(null, body, name, 128 << 10);
        thread.setDaemon(true);
        thread.start();
    }
}

package dev.openenv.docker;

import java.util.Optional;
import java.util.Set;

/**
 * A line of Linux's tables of sockets.
 *
 * @param kind the table's name, such as {@code tcp6}
 * @param state such as {@code 0A}, which listens
 * @param local address and port in hexadecimal digits; the path of a Unix socket
 * @param remote address and port; empty for a Unix socket
 * @param inode its number
 */
record OpenSocket(String kind, String state, String local, String remote, String inode) {

    private static final String LISTENS = "0A";
    private static final String WAITS_FOR_NOTHING = "06";
    private static final int INODE = 9;
    private static final int UNIX_PATH = 7;
    private static final int UNIX_INODE = 6;
    private static final int HEXADECIMAL = 16;

    /** Reads a line; empty for headings, for connections that have ended, and for Unix sockets without a name. */
    static Optional<OpenSocket> of(String kind, String line) {
        var words = line.strip().split("\\s+", -1);
        if (kind.equals("unix")) {
            return words.length <= UNIX_PATH || words[0].equals("Num")
                    ? Optional.empty()
                    : Optional.of(new OpenSocket(kind, words[5], words[UNIX_PATH], "", words[UNIX_INODE]));
        }
        if (words.length <= INODE || !words[0].endsWith(":") || words[3].equals(WAITS_FOR_NOTHING)) {
            return Optional.empty();
        }
        return Optional.of(new OpenSocket(kind, words[3], words[1], words[2], words[INODE]));
    }

    boolean listens() {
        return kind.startsWith("tcp") && state.equals(LISTENS);
    }

    int localPort() {
        return port(local);
    }

    boolean isConnectionOf(Set<Integer> ports) {
        return kind.startsWith("tcp") && !listens() && (ports.contains(port(local)) || ports.contains(port(remote)));
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), HEXADECIMAL);
    }

    @Override
    public String toString() {
        return kind + " " + local + " " + state + " " + remote + " " + inode;
    }
}

package dev.openenv.relay;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the relay carries, with a thread for each way.
 */
final class RelayChannel {

    private final RelayLink link;
    private final int number;
    private final Socket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> arrived = new ArrayDeque<>();
    private int waiting;
    private int credit = RelayLink.WINDOW_BYTES;
    private boolean theyEnded;
    private boolean weEnded;
    private boolean written;
    private boolean dropped;

    RelayChannel(RelayLink link, int number, Socket socket) {
        this.link = link;
        this.number = number;
        this.socket = socket;
    }

    Socket socket() {
        return socket;
    }

    void start() throws IOException {
        socket.setTcpNoDelay(true);
        RelayThreads.start("openenv-relay-read", this::readSocket);
        RelayThreads.start("openenv-relay-write", this::writeSocket);
    }

    /** Bytes for the socket. */
    void arrived(byte[] bytes) throws IOException {
        lock.lock();
        try {
            waiting += bytes.length;
            if (waiting > RelayLink.WINDOW_BYTES || theyEnded) {
                throw new IOException("the relay's other end sent more on channel " + number + " than it may");
            }
            arrived.add(bytes);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more bytes for the socket. */
    void ended() {
        lock.lock();
        try {
            theyEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** So many bytes may follow. */
    void taken(int bytes) throws IOException {
        lock.lock();
        try {
            if (bytes < 0 || bytes > RelayLink.WINDOW_BYTES - credit) {
                throw new IOException("the relay's other end took more of channel " + number + " than there was");
            }
            credit += bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the socket. */
    void drop() {
        lock.lock();
        try {
            dropped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            socket.close();
        } catch (IOException nothingToDo) {
            // it is of no use any more
        }
    }

    private void readSocket() {
        try {
            var from = socket.getInputStream();
            var bytes = new byte[RelayFrame.MOST_BYTES];
            while (true) {
                var most = awaitCredit(bytes.length);
                var length = most == 0 ? -1 : from.read(bytes, 0, most);
                if (length < 0) {
                    break;
                }
                spend(length);
                link.send(RelayFrame.BYTES, number, bytes, length);
            }
            link.send(RelayFrame.END, number, bytes, 0);
            finished(true);
        } catch (IOException e) {
            link.abandon(number);
        }
    }

    private void writeSocket() {
        try {
            var to = socket.getOutputStream();
            for (var bytes = next(); bytes != null; bytes = next()) {
                to.write(bytes);
                took(bytes.length);
                link.sendNumber(RelayFrame.TAKEN, number, bytes.length);
            }
            socket.shutdownOutput();
            finished(false);
        } catch (IOException e) {
            link.abandon(number);
        }
    }

    private void finished(boolean reading) {
        boolean both;
        lock.lock();
        try {
            weEnded |= reading;
            written |= !reading;
            both = weEnded && written;
        } finally {
            lock.unlock();
        }
        if (both) {
            link.gone(number);
        }
    }

    /** How much may be sent; 0 when the channel was dropped. */
    private int awaitCredit(int most) {
        lock.lock();
        try {
            while (credit == 0 && !dropped) {
                changed.awaitUninterruptibly();
            }
            return dropped ? 0 : Math.min(credit, most);
        } finally {
            lock.unlock();
        }
    }

    private void spend(int bytes) {
        lock.lock();
        try {
            credit -= bytes;
        } finally {
            lock.unlock();
        }
    }

    private void took(int bytes) {
        lock.lock();
        try {
            waiting -= bytes;
        } finally {
            lock.unlock();
        }
    }

    private byte @Nullable [] next() throws IOException {
        lock.lock();
        try {
            while (arrived.isEmpty() && !theyEnded && !dropped) {
                changed.awaitUninterruptibly();
            }
            if (dropped) {
                throw new IOException("dropped");
            }
            return arrived.poll();
        } finally {
            lock.unlock();
        }
    }
}

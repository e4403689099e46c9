package dev.openenv.server;

import dev.openenv.wrap.AbandonedThreads;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The thread that is in a world just now: can be told to leave, and left behind when it does not. Safe for many threads. */
final class Occupant {

    private final AbandonedThreads abandoned;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread thread;
    private boolean shut;
    private boolean leftBehind;

    Occupant(AbandonedThreads abandoned) {
        this.abandoned = abandoned;
    }

    /** The calling thread goes in; false when nobody may any more. */
    boolean enter() {
        lock.lock();
        try {
            if (!shut) {
                thread = Thread.currentThread();
            }
            return !shut;
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread goes in to close the world, which nobody else may enter any more. */
    void enterLast() {
        lock.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread is out; an interrupt that was meant for the call is over with it. */
    void leave() {
        lock.lock();
        try {
            thread = null;
            if (leftBehind) {
                leftBehind = false;
                abandoned.returned();
            }
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more, and interrupts who is. */
    void shut() {
        lock.lock();
        try {
            shut = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts a thread that is still in; false when there is none. */
    boolean leaveBehind() {
        lock.lock();
        try {
            if (thread == null || leftBehind) {
                return false;
            }
            leftBehind = true;
            abandoned.left();
            return true;
        } finally {
            lock.unlock();
        }
    }
}

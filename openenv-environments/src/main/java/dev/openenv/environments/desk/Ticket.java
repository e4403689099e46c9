package dev.openenv.environments.desk;

import dev.openenv.annotation.Param;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of the desk.
 *
 * @param id its number
 * @param title what it is about
 * @param status where it is in its life
 * @param priority how soon it wants somebody
 * @param requester who opened it
 * @param assignee who works on it; null for nobody
 * @param mergedInto of which ticket it is part now; null for none
 */
public record Ticket(
        int id,
        String title,
        Status status,
        Priority priority,
        String requester,
        @Param("who works on it; null for nobody") @Nullable String assignee,
        @Param("of which ticket it is part now; null for none") @Nullable Integer mergedInto) {

    boolean open() {
        return status == Status.OPEN;
    }

    Ticket with(Status next) {
        return new Ticket(id, title, next, priority, requester, assignee, mergedInto);
    }

    Ticket with(Priority next) {
        return new Ticket(id, title, status, next, requester, assignee, mergedInto);
    }

    Ticket assignedTo(String person) {
        return new Ticket(id, title, status, priority, requester, person, mergedInto);
    }

    Ticket mergedInto(int other) {
        return new Ticket(id, title, Status.MERGED, priority, requester, assignee, other);
    }
}

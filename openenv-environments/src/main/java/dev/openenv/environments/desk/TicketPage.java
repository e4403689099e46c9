package dev.openenv.environments.desk;

import dev.openenv.annotation.Param;
import java.util.List;

/**
 * Some of the tickets that were found.
 *
 * @param tickets by number
 * @param page which page it is
 * @param pages how many there are
 * @param total how many tickets were found
 */
public record TicketPage(
        List<Ticket> tickets,
        @Param("which page it is, from 1") int page,
        @Param("how many pages there are") int pages,
        @Param("how many tickets were found") int total) {}

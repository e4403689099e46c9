package dev.openenv.environments.desk;

import java.util.List;

/**
 * A ticket and what was said about it.
 *
 * @param ticket the ticket
 * @param comments in the order in which they were written
 */
public record TicketStory(Ticket ticket, List<Comment> comments) {}

/**
 * The ticket desk: a help desk with tickets, people and comments in a database, and thirty things to do there.
 *
 * <p>Start with {@link dev.openenv.environments.desk.TicketDesk}.
 */
@NullMarked
package dev.openenv.environments.desk;

import org.jspecify.annotations.NullMarked;

package dev.openenv.environments.desk;

/**
 * What somebody said about a ticket.
 *
 * @param author who
 * @param text what
 */
public record Comment(String author, String text) {}

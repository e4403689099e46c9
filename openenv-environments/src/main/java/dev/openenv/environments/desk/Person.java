package dev.openenv.environments.desk;

/**
 * Somebody who opens tickets or works on them.
 *
 * @param name unique
 * @param team who they work with
 */
public record Person(String name, Team team) {}

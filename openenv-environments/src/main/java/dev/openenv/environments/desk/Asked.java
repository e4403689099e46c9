package dev.openenv.environments.desk;

import java.util.Locale;

/**
 * What is asked of an agent, and what comes of it when it is done well: the desk afterwards, and the answer where one is
 * wanted. Only the instruction is for agents.
 */
record Asked(String instruction, Desk result, String answer) {

    /** Whether exactly that was done, and nothing else. */
    boolean reached(Desk desk, String said) {
        return desk.sameAs(result) && said.strip().toLowerCase(Locale.ROOT).equals(answer.toLowerCase(Locale.ROOT));
    }
}

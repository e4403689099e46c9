package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.codec.JsonText;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;

/** A person who plays at the prompt. A refused action costs nothing: they are asked again. */
final class Person<A extends Action, O extends Observation> implements Agent<A, O> {

    static final String NAME = "person";

    private final Screen screen;
    private final LineInput input;
    private final NarratedProvider<A, O> world;
    private final Codec<A> codec;
    private final ActionForm form;

    Person(Screen screen, LineInput input, NarratedProvider<A, O> world) {
        this.screen = screen;
        this.input = input;
        this.world = world;
        this.codec = world.actionCodec();
        this.form = new ActionForm(world.spec().actionSchema());
    }

    @Override
    public void play(Episode<A, O> episode) throws InterruptedException {
        help();
        while (!episode.done()) {
            screen.line();
            screen.prompt("> ");
            var line = input.next();
            if (line.isEmpty()) {
                screen.line();
                return;
            }
            if (line.get().length() > LineInput.LONGEST) {
                refused("a line of more than " + LineInput.LONGEST + " characters");
                continue;
            }
            if (!screen.terminal()) {
                screen.line(Printable.line(line.get()));
            }
            switch (line.get().strip()) {
                case "" -> {}
                case "quit" -> {
                    return;
                }
                case "help" -> help();
                case "state" -> state();
                default -> act(episode, line.get());
            }
        }
    }

    private void act(Episode<A, O> episode, String line) {
        try {
            episode.step(codec.decode(form.read(line)));
        } catch (JsonMismatchException e) {
            e.mismatches().forEach(mismatch -> refused(mismatch.toString()));
        } catch (InvalidActionException | IllegalArgumentException e) {
            refused(String.valueOf(e.getMessage()));
        }
    }

    private void refused(String why) {
        screen.line(screen.red("Not possible: ") + Printable.line(why));
    }

    private void state() {
        var state = world.state();
        screen.line("step " + state.stepCount() + ", " + Printable.line(JsonText.write(state.values())));
    }

    private void help() {
        screen.line();
        screen.line(screen.bold("Your action"));
        new SchemaText(screen, world.spec().actionSchema()).print();
        screen.line(form.prompt());
        form.single()
                .filter(field -> form.takesText(field))
                .ifPresent(field ->
                        screen.line("(To say one of these words as " + field.name() + ": " + field.name() + "=help)"));
    }
}

package dev.openenv.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.InvalidOptionException;
import dev.openenv.ResetOptions;
import dev.openenv.codec.Codecs;
import dev.openenv.provider.Catalog;
import dev.openenv.recording.Recording;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program runs and prints what its documentation promises. */
class ProgramsTest {

    @Test
    void recordAndReplayGivesTheSameEpisodes(@TempDir Path folder) {
        var file = folder.resolve("cabin.jsonl");

        var printed = printedBy(() -> RecordAndReplay.main(new String[] {file.toString()}));

        assertThat(printed).contains("replayed: 20 of 20 are the same");
        var episodes = Recording.read(file).episodes();
        assertThat(episodes).hasSize(20);
        assertThat(episodes.get(0).json().initialDrawing().orElseThrow().text()).startsWith("8 h to dawn  18 °C");
    }

    @Test
    void graderTellsTheAgentsApart() {
        var printed = printedBy(() -> EvaluateWithGrader.main(new String[0]));

        assertThat(printed)
                .contains("hasty ladder: UNSOLVED not Piet")
                .contains("hasty solved 67 % with 0 tokens")
                .contains("thorough solved 100 % with 372 tokens");
    }

    @Test
    void keysAreNotInTheSpecNorInTheTasks() {
        var provider = NoticeBoard.provider();

        assertThat(provider.spec().toJson().toString() + provider.tasks().tasks() + provider.tasks())
                .doesNotContain("Wanda", "Marlo");
    }

    @Test
    void vendingMachineRefusesWithoutEndingTheEpisode() {
        assertThat(printedBy(() -> VendingMachine.main(new String[0])).lines())
                .containsExactly(
                        "{\"credit\":0}",
                        "{\"credit\":50}",
                        "/press: expected a drink for at most 50, got 'tea for 60'",
                        "{\"credit\":70}",
                        "{\"credit\":10,\"drink\":\"tea\"}");
    }

    @Test
    void cabinRefusesAStackThatIsNone() {
        try (var cabin = Cabin.provider().open()) {
            assertThatThrownBy(() -> cabin.reset(ResetOptions.seed(1).with("logs", -1)))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessage("reset option logs: expected 0 to 40, got -1");
        }
    }

    @Test
    void catalogueFindsTheCabinByName() {
        assertThat(Catalog.load().entry("cabin").agents()).containsOnlyKeys("keeper");
        assertThat(Catalog.load().entry("cabin").provider().actionCodec().schema())
                .isEqualTo(Codecs.of(Cabin.Stoke.class).schema());
    }

    private static String printedBy(Runnable program) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskSetTest {

    @Test
    void seededTasksDifferBySeedOnly() {
        var tasks = TaskSet.seeds("word", 5, 3);
        assertThat(tasks.tasks()).extracting(Task::id).containsExactly("word-5", "word-6", "word-7");
        assertThat(tasks.grading("word-6").resetOptions().seed()).hasValue(6);
    }

    @Test
    void partsKeepOrderAndGrading() {
        var tasks = TaskSet.builder()
                .add(Task.of("a", "train", "", dev.openenv.json.JsonObject.empty()), Grading.nothing())
                .add(Task.of("b"), Grading.nothing().withKey(Set.of("secret")))
                .add(Task.of("c"))
                .build();
        assertThat(tasks.splits()).containsExactly("train", "test");
        assertThat(tasks.split("test").tasks()).extracting(Task::id).containsExactly("b", "c");
        assertThat(tasks.split("test").limit(1).grading("b").key(Set.class)).isPresent();
        assertThat(tasks.split("none").isEmpty()).isTrue();
    }

    @Test
    void theKeyIsNeverShown() {
        var grading = Grading.of(ResetOptions.seed(1)).withKey("crane");
        assertThat(grading.toString()).doesNotContain("crane");
        assertThat(grading.key(Integer.class)).isEmpty();
        assertThat(grading.key(String.class)).contains("crane");
    }

    @Test
    void mistakesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskSet.builder().add(Task.of("a")).add(Task.of("a")))
                .withMessageContaining("'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TaskSet.empty().grading("x"))
                .withMessageContaining("'x'");
        assertThatIllegalArgumentException().isThrownBy(() -> Task.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> TaskSet.empty().limit(-1));
    }
}

package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.annotation.TypeName;
import dev.openenv.codec.Codecs;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionFormTest {

    enum Side {
        LEFT,
        RIGHT
    }

    record Say(String text) implements Action {}

    record Everything(
            int count, double share, boolean sure, String text, Side side, List<Integer> list, Optional<String> maybe)
            implements Action {}

    sealed interface Order extends Action permits Go, Wait {}

    @TypeName("go")
    record Go(Side side) implements Order {}

    @TypeName("wait")
    record Wait() implements Order {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "hello there          | hello there",
                "text=hello           | hello",
                "text=\"hello there\" | hello there",
                "text='hello there'   | hello there",
                "{\"text\":\"hi\"}    | hi",
                "a=b                  | a=b",
            })
    void oneTextCanBeWrittenInManyWays(String line, String text) {
        assertThat(Codecs.of(Say.class)
                        .decode(new ActionForm(Codecs.of(Say.class).schema()).read(line)))
                .isEqualTo(new Say(text));
    }

    @Test
    void fieldsAreReadAsTheirTypes() {
        var codec = Codecs.of(Everything.class);
        var form = new ActionForm(codec.schema());

        var read = form.read("count=3 share=0.5 sure=true text=7 side=left list=[1,2] maybe=null");

        assertThat(codec.decode(read))
                .isEqualTo(new Everything(3, 0.5, true, "7", Side.LEFT, List.of(1, 2), Optional.empty()));
    }

    @Test
    void aMemberOfAFamilyNeedsNoType() {
        var codec = Codecs.of(Order.class);
        var form = new ActionForm(codec.schema());

        assertThat(codec.decode(form.read("side=RIGHT"))).isEqualTo(new Go(Side.RIGHT));
        assertThat(codec.decode(form.read("type=go side=LEFT"))).isEqualTo(new Go(Side.LEFT));
        assertThat(codec.decode(form.read("wait"))).isEqualTo(new Wait());
    }

    @Test
    void whatCannotBeReadIsSaidWithWhatCould() {
        var form = new ActionForm(Codecs.of(Everything.class).schema());

        assertThatThrownBy(() -> form.read("count=3 and more"))
                .hasMessage("cannot read 'and more'; write field=value, with quotes around a value that has spaces");
        assertThatThrownBy(() -> form.read("three"))
                .hasMessageContaining("write field=value for each of [count, share");
    }

    @Test
    void aWrongValueIsLeftToTheCodec() {
        var form = new ActionForm(Codecs.of(Everything.class).schema());

        assertThat(JsonText.write(form.read("count=many"))).isEqualTo("{\"count\":\"many\"}");
    }

    @Test
    void aLongQuotedValueIsReadWhole() {
        var form = new ActionForm(Codecs.of(Say.class).schema());
        var text = "a\"b ".repeat(100_000);

        assertThat(form.read("text=" + JsonText.write(JsonObject.of("v", text)).replaceFirst("^\\{\"v\":(.*)}$", "$1"))
                        .string("text"))
                .contains(text);
    }
}

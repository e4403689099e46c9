package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.codec.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnoredValuesTest {

    private static final String JSON = "{'a':{'b':1,'c':[{'id':1,'x':2},{'id':3,'x':4}],'d/e':5},'f':null}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /a/b      | {'a':{'c':[{'id':1,'x':2},{'id':3,'x':4}],'d/e':5},'f':null}
            /a        | {'f':null}
            /a/c/*/id | {'a':{'b':1,'c':[{'x':2},{'x':4}],'d/e':5},'f':null}
            /a/c/1    | {'a':{'b':1,'c':[{'id':1,'x':2}],'d/e':5},'f':null}
            /a/*      | {'a':{},'f':null}
            /a/d~1e   | {'a':{'b':1,'c':[{'id':1,'x':2},{'id':3,'x':4}]},'f':null}
            /a/b/z    | {'a':{'b':1,'c':[{'id':1,'x':2},{'id':3,'x':4}],'d/e':5},'f':null}
            /g        | {'a':{'b':1,'c':[{'id':1,'x':2},{'id':3,'x':4}],'d/e':5},'f':null}
            """,
            quoteCharacter = '"')
    void placesAreLeftOut(String pointer, String rest) {
        var json = JsonText.parse(JSON.replace('\'', '"'));

        assertThat(IgnoredValues.at(pointer).removedFrom(json)).hasToString(rest.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/b", "observation"})
    void whatIsNoPlaceIsRefused(String pointer) {
        assertThatThrownBy(() -> IgnoredValues.at(pointer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a place is a JSON pointer such as /observation/clock, got '" + pointer + "'");
    }

    @Test
    void placesAddUp() {
        var json = JsonText.parse("{\"a\":1,\"b\":2,\"c\":3}");

        assertThat(IgnoredValues.at("/a").and("/c").removedFrom(json)).hasToString("{\"b\":2}");
        assertThat(IgnoredValues.none().removedFrom(json)).isSameAs(json);
    }
}

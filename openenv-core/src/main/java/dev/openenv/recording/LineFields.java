package dev.openenv.recording;

import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Failure;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** The fields of a line by name. What is missing or of another type is an IllegalArgumentException that names it. */
final class LineFields {

    private final JsonObject json;
    private final String place;

    LineFields(JsonObject json) {
        this(json, "");
    }

    private LineFields(JsonObject json, String place) {
        this.json = json;
        this.place = place;
    }

    boolean has(String name) {
        return json.has(name);
    }

    String text(String name) {
        return json.string(name).orElseThrow(() -> wrong(name, "a text"));
    }

    String textOr(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    long integer(String name) {
        return json.integer(name).orElseThrow(() -> wrong(name, "a whole number"));
    }

    int count(String name) {
        var number = integer(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw wrong(name, "a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    double number(String name) {
        return json.number(name).orElseThrow(() -> wrong(name, "a number"));
    }

    boolean bool(String name) {
        return json.bool(name).orElseThrow(() -> wrong(name, "true or false"));
    }

    JsonObject object(String name) {
        return json.object(name).orElseThrow(() -> wrong(name, "an object"));
    }

    JsonObject objectOrEmpty(String name) {
        return has(name) ? object(name) : JsonObject.empty();
    }

    LineFields fields(String name) {
        return new LineFields(object(name), place + name + "/");
    }

    Optional<BigInteger> decimal(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        var text = text(name);
        if (text.length() > JsonText.MAX_NUMBER) {
            throw wrong(name, "an integer of at most " + JsonText.MAX_NUMBER + " characters");
        }
        try {
            return Optional.of(new BigInteger(text));
        } catch (NumberFormatException e) {
            throw wrong(name, "an integer in decimal digits as a text");
        }
    }

    <E extends Enum<E>> E word(String name, Class<E> type) {
        var word = text(name);
        for (var value : type.getEnumConstants()) {
            if (RecordingFormat.word(value).equals(word)) {
                return value;
            }
        }
        throw wrong(name, "a word for " + type.getSimpleName().toLowerCase(Locale.ROOT));
    }

    StepResult<JsonObservation> result() {
        var result = fields(RecordingFormat.RESULT);
        var plain = StepResult.of(new JsonObservation(result.object(RecordingFormat.OBSERVATION)))
                .withEnd(result.bool(RecordingFormat.TERMINATED), result.bool(RecordingFormat.TRUNCATED))
                .withMetadata(result.objectOrEmpty(RecordingFormat.METADATA));
        return result.has(RecordingFormat.REWARD) ? plain.withReward(result.number(RecordingFormat.REWARD)) : plain;
    }

    Failure failure() {
        var failure = fields(RecordingFormat.FAILURE);
        return Failure.of(
                failure.text(RecordingFormat.CODE),
                failure.text(RecordingFormat.MESSAGE),
                failure.word(RecordingFormat.BLAME, Blame.class));
    }

    Optional<Drawing> drawing() {
        if (!has(RecordingFormat.DRAWING)) {
            return Optional.empty();
        }
        var drawing = fields(RecordingFormat.DRAWING);
        return Optional.of(new Drawing(
                drawing.text(RecordingFormat.TEXT),
                drawing.has(RecordingFormat.SVG) ? drawing.text(RecordingFormat.SVG) : null));
    }

    private IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("field '" + place + name + "' shall be " + expected + ", got "
                + (has(name) ? JsonDifference.text(json.get(name)) : "nothing"));
    }
}

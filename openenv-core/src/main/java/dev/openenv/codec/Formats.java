package dev.openenv.codec;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;

/**
 * The types that are written as text. Times are ISO 8601 with seconds, as RFC 3339 wants them; local ones have the same
 * format names although RFC 3339 knows no local time, as the Python side does it.
 */
final class Formats {

    private static final int UUID_LENGTH = 36;

    private static final Map<Class<?>, TextShape<?>> SHAPES = Map.of(
            Instant.class,
            new TextShape<>(
                    "date-time",
                    "a time with an offset like 2026-01-31T12:00:00Z",
                    Instant.class,
                    text -> OffsetDateTime.parse(text).toInstant(),
                    Instant::toString),
            OffsetDateTime.class,
            new TextShape<>(
                    "date-time",
                    "a time with an offset like 2026-01-31T12:00:00+01:00",
                    OffsetDateTime.class,
                    OffsetDateTime::parse,
                    ISO_OFFSET_DATE_TIME::format),
            LocalDateTime.class,
            new TextShape<>(
                    "date-time",
                    "a date and time without an offset like 2026-01-31T12:00:00",
                    LocalDateTime.class,
                    LocalDateTime::parse,
                    ISO_LOCAL_DATE_TIME::format),
            LocalDate.class,
            new TextShape<>("date", "a date like 2026-01-31", LocalDate.class, LocalDate::parse, LocalDate::toString),
            LocalTime.class,
            new TextShape<>(
                    "time",
                    "a time of day without an offset like 12:00:00",
                    LocalTime.class,
                    LocalTime::parse,
                    ISO_LOCAL_TIME::format),
            Duration.class,
            new TextShape<>(
                    "duration",
                    "a duration in days, hours, minutes and seconds like PT1H30M",
                    Duration.class,
                    Duration::parse,
                    Formats::print),
            UUID.class,
            new TextShape<>(
                    "uuid",
                    "a UUID like 123e4567-e89b-12d3-a456-426614174000",
                    UUID.class,
                    Formats::uuid,
                    UUID::toString),
            URI.class,
            new TextShape<>(
                    "uri", "an absolute URI like https://example.org/a", URI.class, URI::create, URI::toString));

    private Formats() {}

    static boolean has(Class<?> type) {
        return SHAPES.containsKey(type);
    }

    static TextShape<?> of(Class<?> type, Limits limits) {
        limits.none();
        var shape = SHAPES.get(type);
        if (shape == null) {
            throw new IllegalArgumentException(type.getName());
        }
        return shape;
    }

    /** Whether a value of one of the types has a text of its format. */
    static boolean printable(Object value) {
        return !(value instanceof URI uri) || uri.isAbsolute();
    }

    /** The sign goes in front of the whole, where readers in other languages look for it. */
    private static String print(Duration duration) {
        return duration.isNegative() && duration.toSeconds() != Long.MIN_VALUE
                ? "-" + duration.negated()
                : duration.toString();
    }

    private static UUID uuid(String text) {
        if (text.length() != UUID_LENGTH) {
            throw new IllegalArgumentException(text);
        }
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return uuid;
    }
}

package dev.openenv.check;

import dev.openenv.EpisodeRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that match a regular expression, for the expressions that describe arguments: classes, groups, choices, repeats. */
final class PatternText {

    private static final int MOST_REPEATS = 4;
    private static final int LAST_ASCII = 126;

    private final String pattern;
    private final EpisodeRandom random;
    private int at;

    private PatternText(String pattern, EpisodeRandom random) {
        this.pattern = pattern;
        this.random = random;
    }

    /** A text that matches, or empty when the expression is beyond this class. */
    static Optional<String> matching(String pattern, EpisodeRandom random) {
        try {
            var maker = new PatternText(pattern, random);
            var text = maker.choice();
            return maker.at == pattern.length()
                            && Pattern.compile(pattern).matcher(text).find()
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (StringIndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String choice() {
        var all = new ArrayList<>(List.of(sequence()));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.add(sequence());
        }
        return random.pick(all);
    }

    private String sequence() {
        var text = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            var begin = at;
            var first = atom();
            var end = at;
            var times = times();
            var after = at;
            for (var i = 0; i < times; i++) {
                if (i == 0) {
                    text.append(first);
                } else {
                    at = begin;
                    text.append(atom());
                    if (at != end) {
                        throw new IllegalArgumentException(pattern);
                    }
                }
            }
            at = after;
        }
        return text.toString();
    }

    private String atom() {
        var c = pattern.charAt(at++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> String.valueOf((char) random.nextInt('a', 'z' + 1));
            case '[' -> set();
            case '\\' -> oneOf(escaped(pattern.charAt(at++)));
            case '(' -> group();
            default -> String.valueOf(c);
        };
    }

    private String group() {
        if (pattern.startsWith("?:", at)) {
            at += 2;
        } else if (pattern.charAt(at) == '?') {
            throw new IllegalArgumentException(pattern);
        }
        var inner = choice();
        if (pattern.charAt(at++) != ')') {
            throw new IllegalArgumentException(pattern);
        }
        return inner;
    }

    private String set() {
        var others = pattern.charAt(at) == '^';
        at += others ? 1 : 0;
        var all = new StringBuilder();
        while (pattern.charAt(at) != ']') {
            var c = pattern.charAt(at++);
            if (c == '\\') {
                all.append(escaped(pattern.charAt(at++)));
            } else if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                var last = pattern.charAt(at + 1);
                at += 2;
                for (var each = c; each <= last && all.length() < 1_000; each++) {
                    all.append(each);
                }
            } else {
                all.append(c);
            }
        }
        at++;
        if (!others) {
            return oneOf(all.toString());
        }
        var rest = new StringBuilder();
        for (var each = ' '; each <= LAST_ASCII; each++) {
            if (all.indexOf(String.valueOf(each)) < 0) {
                rest.append(each);
            }
        }
        return oneOf(rest.toString());
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'd' -> "0123456789";
            case 'w' -> "abcdefghijklmnopqrstuvwxyz0123456789_";
            case 's' -> " ";
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new IllegalArgumentException("\\" + c);
                }
                yield String.valueOf(c);
            }
        };
    }

    private String oneOf(String characters) {
        return String.valueOf(characters.charAt(random.nextInt(characters.length())));
    }

    private int times() {
        if (at == pattern.length()) {
            return 1;
        }
        return switch (pattern.charAt(at)) {
            case '?' -> {
                at++;
                yield random.nextInt(2);
            }
            case '*' -> {
                at++;
                yield random.nextInt(MOST_REPEATS + 1);
            }
            case '+' -> {
                at++;
                yield random.nextInt(1, MOST_REPEATS + 1);
            }
            case '{' -> bounded();
            default -> 1;
        };
    }

    private int bounded() {
        var end = pattern.indexOf('}', at);
        var numbers = pattern.substring(at + 1, end).split(",", -1);
        at = end + 1;
        var least = Integer.parseInt(numbers[0]);
        if (numbers.length == 1) {
            return least;
        }
        var most = numbers[1].isEmpty() ? least + MOST_REPEATS : Integer.parseInt(numbers[1]);
        return random.nextInt(least, Math.min(most, least + 100) + 1);
    }
}

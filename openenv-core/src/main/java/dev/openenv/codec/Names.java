package dev.openenv.codec;

import java.util.Locale;

/** How names are spelled in JSON and schemas. */
final class Names {

    private Names() {}

    /** {@code guessesLeft} becomes {@code guesses_left}, {@code HTTPServer2} {@code http_server2}. */
    static String snakeCase(String java) {
        var snake = new StringBuilder(java.length() + 4);
        for (var i = 0; i < java.length(); i++) {
            var c = java.charAt(i);
            if (i > 0 && Character.isUpperCase(c) && startsWord(java, i)) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    /** A capital starts a word after a small letter, and as the last one of a row before a small letter. */
    private static boolean startsWord(String name, int at) {
        var before = name.charAt(at - 1);
        var smallAfter = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return Character.isLowerCase(before) || (smallAfter && Character.isLetterOrDigit(before));
    }

    /** {@code guesses_left} becomes {@code Guesses Left}. */
    static String title(String name) {
        var title = new StringBuilder(name.length());
        var inWord = false;
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            title.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetter(c);
        }
        return title.toString().replace('_', ' ').strip();
    }
}

package dev.openenv.environments.wordgame;

import dev.openenv.Rendering;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The board of a word game: a row of five tiles for each of the six guesses, empty ones for those to come.
 *
 * @param guesses the guesses so far
 */
public record WordBoard(List<MarkedGuess> guesses) implements Rendering {

    private static final int TILE = 56;
    private static final int GAP = 6;
    private static final int WIDTH = GAP + Marks.LENGTH * (TILE + GAP);
    private static final int HEIGHT = GAP + WordRound.GUESSES * (TILE + GAP);

    /**
     * Copies the guesses.
     *
     * @param guesses the guesses so far
     */
    public WordBoard {
        guesses = List.copyOf(guesses);
    }

    @Override
    public String text() {
        var text = new StringBuilder();
        for (var row = 0; row < WordRound.GUESSES; row++) {
            if (row > 0) {
                text.append('\n');
            }
            if (row < guesses.size()) {
                var guess = guesses.get(row);
                text.append(spaced(guess.word().toUpperCase(Locale.ROOT)))
                        .append("   ")
                        .append(spaced(guess.marks()));
            } else {
                text.append(". . . . .");
            }
        }
        return text.toString();
    }

    @Override
    public Optional<String> svg() {
        var svg = new StringBuilder(4096)
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT)
                .append("\" role=\"img\" aria-label=\"word game board\" font-family=\"sans-serif\" font-size=\"30\"")
                .append(" font-weight=\"bold\" text-anchor=\"middle\">");
        for (var row = 0; row < WordRound.GUESSES; row++) {
            for (var column = 0; column < Marks.LENGTH; column++) {
                tile(svg, row, column);
            }
        }
        return Optional.of(svg.append("</svg>").toString());
    }

    private void tile(StringBuilder svg, int row, int column) {
        var x = GAP + column * (TILE + GAP);
        var y = GAP + row * (TILE + GAP);
        svg.append("<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + TILE + "\" height=\"" + TILE + "\" rx=\"4\" ");
        if (row >= guesses.size()) {
            svg.append("fill=\"none\" stroke=\"#8a8f98\" stroke-width=\"2\"/>");
            return;
        }
        var guess = guesses.get(row);
        svg.append("fill=\"" + color(guess.marks().charAt(column)) + "\"/>")
                .append("<text x=\"" + (x + TILE / 2) + "\" y=\"" + (y + TILE / 2 + 11) + "\" fill=\"#ffffff\">")
                .append(Character.toUpperCase(guess.word().charAt(column)))
                .append("</text>");
    }

    private static String color(char mark) {
        return switch (mark) {
            case 'G' -> "#2e7d4f";
            case 'Y' -> "#a87b00";
            default -> "#5f6670";
        };
    }

    private static String spaced(String letters) {
        return String.join(" ", letters.split(""));
    }
}

"""Plays the word game of an OpenEnv server with the client of the Python package `openenv`.

Run: python word_player.py URL WORDS SEED...
WORDS is a file with a word a line, in the order in which they are tried. Prints one JSON object for each game.
"""

import json
import sys

from openenv.core import GenericEnvClient


def marks(secret, guess):
    """G: right place. Y: in the word, elsewhere. X: not, or not once more."""
    found = ["G" if s == g else "X" for s, g in zip(secret, guess)]
    left = [s for s, g in zip(secret, guess) if s != g]
    for at, letter in enumerate(guess):
        if found[at] == "X" and letter in left:
            found[at] = "Y"
            left.remove(letter)
    return "".join(found)


def first_fitting(words, guesses):
    return next(word for word in words if all(marks(word, seen["word"]) == seen["marks"] for seen in guesses))


def play(env, words, seed):
    result = env.reset(seed=seed)
    words_tried = []
    while not result.done:
        word = first_fitting(words, result.observation["guesses"])
        words_tried.append(word)
        result = env.step({"word": word})
    return {"seed": seed, "words": words_tried, "reward": result.reward}


def main(url, words, seeds):
    with open(words, encoding="ascii") as lines:
        words = lines.read().split()
    with GenericEnvClient(base_url=url).sync() as env:
        for seed in seeds:
            print(json.dumps(play(env, words, int(seed))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])

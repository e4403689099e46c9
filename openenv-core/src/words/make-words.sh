#!/bin/sh
# Rebuilds secrets.txt and guesses.txt, the word lists of the five-letter
# word game, from the Debian package "scowl" (made with 2020.12.07-2):
#
#   apt-get install scowl && sh make-words.sh
#
# guesses.txt  every word a player may guess: all spellings, sizes 10 to 70.
# secrets.txt  the words a game may choose: American spelling, sizes 10 to 40,
#              without plain plurals in -s and past tenses in -ed.
#
# The two lists are written to the resources of the package
# dev.openenv.environments.wordgame, beside LICENSE-words.txt.
#
# Size 80 is left out on purpose: it brings in lists with terms of their own
# (see LICENSE-words.txt). What is left out by hand stands beside this script:
#
#   excluded.txt                odd words, kept out of secrets.txt
#   excluded-secret-hashes.txt  indelicate words, kept out of secrets.txt
#   excluded-hashes.txt         slurs and the like, kept out of both lists
#
# A hash is the SHA-256 of the bare word: printf %s WORD | sha256sum
set -eu
export LC_ALL=C

scowl=${SCOWL_DIR:-/usr/share/dict/scowl}
[ -r "$scowl/english-words.10" ] || { echo "no SCOWL lists in $scowl: install the package scowl" >&2; exit 1; }
cd "$(dirname "$0")"
out=../main/resources/dev/openenv/environments/wordgame
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# words MAX LIST...: the words of these lists up to size MAX, accents removed
words() {
    max=$1; shift
    for list in "$@"; do
        for file in "$scowl/$list".*; do
            if [ "${file##*.}" -le "$max" ]; then cat "$file"; fi
        done
    done | sed 's/à/a/g; s/é/e/g; s/ê/e/g; s/ï/i/g; s/ñ/n/g; s/ó/o/g; s/ö/o/g'
}

five() { grep -E '^[a-z]{5}$' | sort -u; }

# without_hashes FILE: the words of standard input whose SHA-256 is not in FILE
without_hashes() {
    rm -rf "$tmp/each"; mkdir "$tmp/each"
    while read -r word; do printf %s "$word" > "$tmp/each/$word"; done
    (cd "$tmp/each" && sha256sum -- *) |
        awk 'NR == FNR { out[$1]; next } !($1 in out) { print $2 }' "$1" -
}

words 70 english-words special-hacker \
    american-words british-words british_z-words canadian-words australian-words \
    variant_1-words british_variant_1-words canadian_variant_1-words australian_variant_1-words \
    variant_2-words british_variant_2-words canadian_variant_2-words australian_variant_2-words |
    five | without_hashes excluded-hashes.txt > "$tmp/guesses"

# Base forms, to tell "cats" from "atlas" and "baked" from "naked".
words 50 english-words american-words > "$tmp/bases"

words 40 english-words american-words | five | awk '
    NR == FNR { base[$0]; next }
    /s$/ && !/ss$/ && substr($0, 1, 4) in base { next }
    /es$/ && substr($0, 1, 3) in base { next }
    /ed$/ && (substr($0, 1, 4) in base || substr($0, 1, 3) in base) { next }
    /ie[sd]$/ && (substr($0, 1, 2) "y") in base { next }
    { print }' "$tmp/bases" - |
    sort | comm -23 - excluded.txt |
    without_hashes excluded-secret-hashes.txt |
    comm -12 - "$tmp/guesses" > "$tmp/secrets"

mv "$tmp/guesses" "$out/guesses.txt"
mv "$tmp/secrets" "$out/secrets.txt"
wc -l "$out/guesses.txt" "$out/secrets.txt"

"""Why something is not shown, and what the rules are, in words: one place, filled in with the numbers of the rule."""

from wijkmonitor.meegeleverd import zinnen

in_words = zinnen("wijkmonitor.privacy", "redenen.toml")

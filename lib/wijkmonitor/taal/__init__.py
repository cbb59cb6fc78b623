"""Numbers, words and verdicts as Dutch readers read them; `raad` says what somebody does about an error, behind an English line."""

from wijkmonitor.meegeleverd import zinnen

raad = zinnen("wijkmonitor.taal", "raad.toml")

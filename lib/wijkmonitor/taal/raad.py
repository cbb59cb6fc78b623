"""What somebody does about an error, in Dutch, behind the English line that says what is wrong."""

from wijkmonitor.meegeleverd import zinnen

raad = zinnen("wijkmonitor.taal", "raad.toml")

"""`python -m wijkmonitor` is the command `wijkmonitor`."""

import sys

from wijkmonitor.cli import main

if __name__ == "__main__":
    sys.exit(main())

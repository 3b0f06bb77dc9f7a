"""`python -m etl …`: see etl/command.py."""

import sys

from etl.command import main

if __name__ == "__main__":
    sys.exit(main())

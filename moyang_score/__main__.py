"""Run the `moyang` command as ``python -m moyang_score``."""

import sys

from moyang_score.cli import main

if __name__ == "__main__":
    sys.exit(main())

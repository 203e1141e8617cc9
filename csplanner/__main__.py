"""`python -m csplanner` is the same program as the console script."""

from __future__ import annotations

import importlib
import sys

if __name__ == "__main__":
    # By name, so that the package itself never imports the front door that imports Qt.
    sys.exit(importlib.import_module("main").main())

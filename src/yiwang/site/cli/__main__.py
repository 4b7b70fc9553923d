"""``python -m yiwang.site.cli``: the same command where no script is installed."""

import sys

from yiwang.site.cli import main

sys.exit(main())

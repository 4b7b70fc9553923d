"""Writes docs/reference/openapi.json, which describes ``/api/v1``: ``python -m tools.openapi`` (in ``make snap``)."""

import json
import os
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "openapi.json"


def description() -> str:
    """The OpenAPI description as the site serves it, in a stable order."""
    from yiwang.site.api import api

    # statuses are numbers in some places and words in others: as JSON all keys are text and can be put in order
    plain = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Write the file."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.site.settings")
    django.setup()
    PAGE.write_text(description(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

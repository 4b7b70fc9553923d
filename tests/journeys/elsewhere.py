"""Tells the demo stories whose steps lie in other systems: ``python -m tests.journeys.elsewhere``, on a demo site."""

import django

django.setup()

from django.utils import timezone  # noqa: E402

from yiwang.foundations.releases.public import world  # noqa: E402
from yiwang.site.demo.telling import story_tell  # noqa: E402
from yiwang.site.stories import DEMO_STORY  # noqa: E402

STORIES = ("hygiene_deqing", "barber_deqing", "seal_deqing")


def main() -> None:
    """Tell them, as the seed of a demo site does."""
    for name in STORIES:
        story_tell(world(), world().get(DEMO_STORY, name), timezone.now())


if __name__ == "__main__":
    main()

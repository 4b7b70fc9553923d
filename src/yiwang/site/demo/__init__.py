"""Fills a demo site with the pack's demo people and stories; everything made here is labelled as demo."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from yiwang.foundations.people.public import NoDemoSite, demo_people_seed
from yiwang.foundations.rotas.public import demo_rotas_seed
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import World
from yiwang.nets.service.hotline.public import demo_months_publish
from yiwang.site.disputes import DEMO_DISPUTE
from yiwang.site.stories import DEMO_STORY

from .demands import DEMANDS, demands_fill
from .disputing import dispute_tell
from .telling import story_tell
from .year import SIZES, YearFilled, year_fill

__all__ = ["SIZES", "YearFilled", "seed", "year_fill"]


def seed(
    world: World,
    *,
    stories: bool = True,
    size: str = "",
    now: datetime | None = None,
    say: Callable[[int], None] = lambda done: None,
) -> Iterator[str]:
    """Seed step by step; repeating it changes nothing. Yields the words of each step before it begins.

    Args:
        world: the pack in force.
        stories: tell the pack's stories too, not only make its people and accounts.
        size: fill a year of matters of this size too (``SIZES``); none if empty.
        now: the present of the stories.
        say: told how many cases of the year stand, as it is filled.

    Raises:
        NoDemoSite: the site does not run in demo mode.
    """
    if not settings.YIWANG_DEMO:
        raise NoDemoSite
    yield "演示人员与账号"
    with as_actor(system_actor("demo")):
        demo_people_seed(world)
    for story in world.all(DEMO_STORY).values() if stories else ():
        yield f"演示故事：{story.title}"
        story_tell(world, story, now or timezone.now())
    for dispute in world.all(DEMO_DISPUTE).values() if stories else ():
        yield f"演示纠纷：{dispute.title}"
        dispute_tell(world, dispute, now or timezone.now())
    if size:
        yield f"一年的演示办件（约 {SIZES[size]:,} 件）"
        year_fill(world, SIZES[size], name=f"year-{size}", now=now, say=say)
        yield f"两年的演示诉求（约 {DEMANDS[size]:,} 件）"
        demands_fill(world, DEMANDS[size], name=f"demands-{size}", now=now or timezone.now(), say=say)
        yield "热线公开数据和月报"
        demo_months_publish(now or timezone.now())
        yield "演示值班表"
        demo_rotas_seed(now or timezone.now())

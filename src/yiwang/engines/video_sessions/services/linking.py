"""An application that was met about is handed in: from then on its sessions stand with the matter."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.applications.public import access_submission
from yiwang.engines.cases.public import case_tell
from yiwang.foundations.scope.public import as_actor

from ..models import VideoSession
from ..policies import KEEPER


def sessions_link(submission_id: UUID, now: datetime) -> None:
    """Let the sessions about the draft be found from the matter it became; again changes nothing. The outbox calls."""
    with as_actor(KEEPER):
        held = VideoSession.objects.select_for_update().filter(draft_id=submission_id, root_id=None)
        rows = list(held.order_by("asked_at"))
        if not rows:
            return
        root = access_submission(KEEPER, submission_id).matter_id
        VideoSession.objects.filter(id__in=[row.id for row in rows]).update(root_id=root)
        public = f"提交前办过视频 {len(rows)} 次"
        numbers = "、".join(row.number for row in rows)
        case_tell(actor=KEEPER, case_id=root, act="video.before", now=now, public=public, text=numbers)

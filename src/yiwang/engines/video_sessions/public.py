"""Video sessions: asked for about a draft or a case, taken by a clerk, met in a provider's room. Others enter here.

about = about_draft(actor, draft_id, now)                                    # or about_case(actor, number)
session = video_ask(actor, about, unit, record_agreed=True, now=now)
video_take(clerk, session.id, now=now)
link = video_enter(actor, session.id, back=path, now=now)                     # of the provider, good once
verdict = video_notice_take(Signed(body, signature), now=now)                 # the only way anybody counts as there
video_close(clerk, session.id, "done", "", now=now)
video_provider_use(provider)                                                 # in ready() of an adapter
"""

from .domain.errors import NoProvider, VideoNotVisible, VideoRefused
from .models import VideoSession
from .policies import access_video_session, serves, video_sessions_visible_to
from .pure import HELD, NOTES, OUTCOMES, NoticeForged, Order, ProviderSilent, RoomNotice, Side, VideoProvider
from .selectors.about import About, about_case, about_draft, items_offered, offered_for_case
from .selectors.offers import contact_of, video_offers
from .selectors.sessions import (
    materials_of,
    video_in_hand,
    video_lately,
    video_open_of,
    video_queue,
    video_sessions_of,
    video_sessions_open,
)
from .services.asking import video_ask, video_withdraw
from .services.joining import video_enter
from .services.providers import video_provider, video_provider_bound, video_provider_use
from .services.receiving import video_notice_take
from .services.recording import recordings_shown_to, video_recording_show
from .services.serving import (
    materials_missing,
    video_close,
    video_note,
    video_paper_ask,
    video_paper_read,
    video_take,
)
from .services.settling import video_sessions_work_off, video_settle

__all__ = [
    "HELD", "NOTES", "OUTCOMES", "About", "NoProvider", "NoticeForged", "Order", "ProviderSilent", "RoomNotice", "Side",
    "VideoNotVisible", "VideoProvider", "VideoRefused", "VideoSession", "about_case", "about_draft",
    "access_video_session", "contact_of", "items_offered", "materials_missing", "materials_of", "offered_for_case",
    "recordings_shown_to", "serves", "video_ask", "video_close", "video_enter", "video_in_hand", "video_lately",
    "video_note", "video_notice_take", "video_offers", "video_open_of", "video_paper_ask", "video_paper_read",
    "video_provider", "video_provider_bound", "video_provider_use", "video_queue", "video_recording_show",
    "video_sessions_of", "video_sessions_open", "video_sessions_visible_to", "video_sessions_work_off", "video_settle",
    "video_take", "video_withdraw",
]  # fmt: skip

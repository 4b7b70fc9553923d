"""The provider in use, which its adapter binds; and what it is told by the outbox, as often as it takes."""

from yiwang.foundations.outbox.public import outbox_put

from ..domain.errors import NoProvider
from ..domain.provider import VideoProvider
from ..models import VideoSession

_providers: list[VideoProvider] = []


def video_provider_use(provider: VideoProvider) -> None:
    """Meet in this provider's rooms from now on; its adapter calls this once."""
    _providers.append(provider)


def video_provider() -> VideoProvider:
    """The provider in use. Raises NoProvider."""
    if not _providers:
        raise NoProvider
    return _providers[-1]


def video_provider_bound() -> bool:
    """Whether there is one."""
    return bool(_providers)


def room_close(row: VideoSession) -> None:
    """Have the room of a session ended for both."""
    outbox_put("video_sessions.close", f"video_sessions.close:{row.id}", {"number": row.number})


def recording_refuse(number: str, reference: str) -> None:
    """Have a recording destroyed that nobody agreed to."""
    body = {"reference": reference}
    outbox_put("video_sessions.erase", f"video_sessions.erase:{number}:{reference}", body)

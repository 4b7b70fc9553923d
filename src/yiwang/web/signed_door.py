"""The one door for signed messages of providers and other systems: no cookie is looked at, only the signature."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse

from yiwang.kernel.wire import Signed

from .responses import RecordedRefusal

LONGEST = 16 * 1024
"""No message is longer, in bytes; what is, is not read."""


@dataclass(frozen=True)
class DoorWords:
    """What the door says: of a message that is too long, that nobody signed, that fits nothing asked for."""

    long: str
    forged: str
    doubted: str = ""


def signed_message(
    request: HttpRequest,
    header: str,
    take: Callable[[Signed], str],
    words: DoorWords,
    *,
    forged: tuple[type[Exception], ...],
    doubted: Collection[str] = (),
) -> HttpResponse:
    """Take a message: 200 if it was taken (or had been), 403 unsigned, 409 if it fits nothing, 413 if too long.

    Args:
        request: a POST whose body is the message.
        header: the header its signature is in.
        take: gives the verdict on it.
        words: what is said of a refusal.
        forged: what ``take`` raises where the signature is not its sender's.
        doubted: the verdicts that mean that it fits nothing that was asked for.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST:
        return JsonResponse({"error": words.long}, status=413)
    try:
        verdict = take(Signed(request.body, request.headers.get(header, "")[:200]))
    except forged:
        return RecordedRefusal({"error": words.forged}, status=403)
    if verdict in doubted:
        return RecordedRefusal({"error": words.doubted}, status=409)
    return JsonResponse({"verdict": verdict})

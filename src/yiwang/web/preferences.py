"""How a visitor wants pages to look: size, theme, contrast. Kept in one cookie, no account needed."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

COOKIE = "yiwang-look"
YEAR = 365 * 24 * 3600
CHOICES = {
    "mode": ("", "elderly"),
    "theme": ("", "dark"),
    "contrast": ("", "high"),
}


@dataclass(frozen=True)
class Look:
    """A visitor's choice; empty text means the default."""

    mode: str = ""
    theme: str = ""
    contrast: str = ""

    def as_cookie(self) -> str:
        """The choice as the cookie holds it."""
        return ".".join((self.mode, self.theme, self.contrast))


def look_of(request: HttpRequest) -> Look:
    """The look this request's cookie asks for; anything unknown is the default."""
    parts = dict(zip(CHOICES, request.COOKIES.get(COOKIE, "").split("."), strict=False))
    return Look(**{name: value for name, value in parts.items() if value in CHOICES[name]})


def look_changed(look: Look, name: str, value: str) -> Look:
    """The look with one choice changed; an unknown name or value changes nothing."""
    if value not in CHOICES.get(name, ()):
        return look
    return Look(**{**look.__dict__, name: value})


def look_keep(response: HttpResponse, look: Look, secure: bool) -> None:
    """Write the choice into the visitor's cookie for a year."""
    response.set_cookie(COOKIE, look.as_cookie(), max_age=YEAR, samesite="Lax", httponly=True, secure=secure)

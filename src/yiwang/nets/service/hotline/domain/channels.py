"""Platforms that send demands and are told every status: what an adapter for one must be able to do."""

from dataclasses import dataclass
from typing import Protocol

from yiwang.engines.tellings.pure import Told
from yiwang.kernel.wire import Signed


class OrderForged(Exception):
    """A message that is not the platform's, to the last byte."""

    def __init__(self) -> None:
        super().__init__("这条消息不是这个平台签名的，没有接收。")


@dataclass(frozen=True)
class ChannelOrder:
    """What a platform sends.

    Attributes:
        number: its own number; the same number is the same demand.
        kind, category: its words for the type and the category of the demand.
        title, words, place: what is demanded, and where.
        division: code of the place, if it knows it.
        name, phone: who demands; without a phone nobody.
        keep_secret: whether units may not learn who it is.
    """

    number: str
    kind: str
    category: str
    title: str
    words: str
    place: str = ""
    division: str = ""
    name: str = ""
    phone: str = ""
    keep_secret: bool = False


class ChannelGateway(Protocol):
    """An adapter for platforms; it binds itself with ``channel_use``."""

    id: str
    title: str
    is_demo: bool

    def read(self, channel: str, signed: Signed) -> ChannelOrder:
        """What a message says. Raises OrderForged."""
        ...

    def tell(self, channel: str, told: Told) -> None:
        """Tell a status; told again under the same key, it changes nothing.

        Raises:
            RecipientSilent: nobody took it, or nobody knows.
            RecipientRefused: the platform says that it does not take this one.
        """
        ...

"""An exchange that tells events and takes no commands: what seats want done, they do on their telephones.

Its recordings lie in a folder of the site's data, put there by the exchange under their references; each is taken away
once it is kept.
"""

from datetime import datetime, timedelta
from pathlib import Path

from yiwang.engines.calls.pure import ExchangeSilent, Happening
from yiwang.kernel.wire import Signed

from . import wire

NO_COMMANDS = "这个交换机不接受本站的指令，"


class EventExchange:
    """The documented event API, under a shared secret."""

    id = "event-api"
    title = "电话交换机"
    is_demo = False

    def __init__(self, secret: str, folder: Path) -> None:
        self.secret, self.folder = secret.encode(), folder

    def read(self, centre: str, signed: Signed, now: datetime) -> Happening:
        """What an event says. Raises EventForged, EventMalformed."""
        return wire.opened(self.secret, centre, signed, now)

    def is_there(self, heard_at: datetime | None, silence: timedelta, now: datetime) -> bool:
        """Whether it was heard lately; an exchange on which nothing happens says ``alive``."""
        return heard_at is not None and now - heard_at < silence

    def seat(self, extension: str, *, ready: bool) -> None:
        """Nothing: people sign on at their telephones too."""

    def answer(self, call: str, extension: str) -> None:
        """Raises ExchangeSilent."""
        raise ExchangeSilent(NO_COMMANDS)

    def dial(self, centre: str, extension: str, number: str) -> str:
        """Raises ExchangeSilent."""
        raise ExchangeSilent(NO_COMMANDS)

    def hold(self, call: str, *, on: bool) -> None:
        """Raises ExchangeSilent."""
        raise ExchangeSilent(NO_COMMANDS)

    def join(self, call: str, number: str) -> None:
        """Raises ExchangeSilent."""
        raise ExchangeSilent(NO_COMMANDS)

    def transfer(self, call: str, number: str) -> None:
        """Raises ExchangeSilent."""
        raise ExchangeSilent(NO_COMMANDS)

    def fetch(self, reference: str) -> bytes:
        """The recording of this name in the folder. Raises ExchangeSilent while it is not there."""
        try:
            return self._path(reference).read_bytes()
        except OSError as error:
            raise ExchangeSilent("录音文件夹里还没有这段录音，") from error

    def erase(self, reference: str) -> None:
        """Take the recording out of the folder. Raises ExchangeSilent where the folder cannot be written."""
        try:
            self._path(reference).unlink(missing_ok=True)
        except OSError as error:
            raise ExchangeSilent("录音文件夹不能写，") from error

    def _path(self, reference: str) -> Path:
        """References were read by ``wire``: they name no other folder."""
        return self.folder / Path(reference).name

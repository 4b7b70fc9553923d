"""Numbers as seats see them."""

from yiwang.foundations.keys.public import decrypt
from yiwang.kernel.ids import phone_masked

from ..models import Call
from ..policies import NUMBER


def number_masked(call: Call) -> str:
    """A call's number as seats see it; "" without one."""
    return phone_masked(decrypt(call.number, purpose=NUMBER)) if call.number else ""

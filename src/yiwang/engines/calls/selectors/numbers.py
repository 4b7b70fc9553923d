"""Numbers as seats see them."""

from yiwang.foundations.keys.public import decrypt
from yiwang.kernel.ids import mask

from ..models import Call
from ..policies import NUMBER


def number_masked(call: Call) -> str:
    """A call's number as seats see it; "" without one."""
    if not call.number:
        return ""
    bare = decrypt(call.number, purpose=NUMBER)
    return mask(bare, "mobile" if len(bare) == 11 and bare.startswith("1") else "landline")

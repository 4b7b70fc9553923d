"""What comes over a wire from another party, before anybody believes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Signed:
    """A message as it came: its bytes, and the signature that came with them."""

    body: bytes
    signature: str

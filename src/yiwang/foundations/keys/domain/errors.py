"""What can go wrong with keys, said so that an operator can mend it."""


class KeysError(Exception):
    """Anything wrong with keys or with what they closed."""


class UnknownKeyError(KeysError):
    """A token names a key this site does not hold."""

    def __init__(self, key_id: str) -> None:
        super().__init__(
            f"没有密钥 {key_id}。请把备份的密钥文件放回数据目录的 keys 文件夹，或在 YIWANG_KEYS 中补上。"
        )
        self.key_id = key_id


class SealBrokenError(KeysError):
    """A token does not open: altered, made for another purpose.

    Or the key is not the one it was made with.
    """

    def __init__(self, purpose: str) -> None:
        super().__init__(
            f"密文不能解开（用途 {purpose}）：内容被改动、用途不符，或密钥不是原来的那把。请核对备份的密钥。"
        )
        self.purpose = purpose


class KeyConfigurationError(KeysError):
    """Keys cannot be read or made as configured."""

"""Where a site's keys lie: files of mode 0600 under the data folder, or the environment variable YIWANG_KEYS.

With the variable nothing is ever written: rotation then means that the operator adds a key there. Without
it, the first use makes ``k1`` and ``b1``. Every process notices a new key by the folder's change time.
"""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from yiwang.foundations.keys.domain.errors import KeyConfigurationError
from yiwang.foundations.keys.domain.ring import (
    KEY_BYTES,
    Ring,
    is_key_name,
    key_from_text,
    key_to_text,
    ring_from_text,
)
from yiwang.foundations.keys.services.once import file_write_once

VARIABLE = "YIWANG_KEYS"


def ring() -> Ring:
    """The site's keys. Raises KeyConfigurationError."""
    text = os.environ.get(VARIABLE, "")
    return _from_environment(text) if text else _from_folder(key_folder())


def key_folder() -> Path:
    """The folder of key files, made with mode 0700 if it is not there."""
    folder = Path(settings.YIWANG_DATA) / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def key_make(family: str) -> str:
    """Make the next key of a family (``k`` or ``b``) and return its name. Raises KeyConfigurationError."""
    if os.environ.get(VARIABLE):
        raise KeyConfigurationError(
            f"密钥来自环境变量 {VARIABLE}，不能由系统生成。请在其中加入新的密钥后再运行。"
        )
    name = ring().next_name(family)
    _write(key_folder(), name)
    return name


@lru_cache(maxsize=4)
def _from_environment(text: str) -> Ring:
    return ring_from_text(text)


def _from_folder(folder: Path) -> Ring:
    if not (folder / "k1.key").exists() or not (folder / "b1.key").exists():
        _first_keys(folder)
    return _read(folder, folder.stat().st_mtime_ns)


def _first_keys(folder: Path) -> None:
    for name in ("k1", "b1"):
        if not (folder / f"{name}.key").exists():
            _write(folder, name)


@lru_cache(maxsize=4)
def _read(folder: Path, _changed: int) -> Ring:
    files = [path for path in folder.glob("*.key") if is_key_name(path.stem)]
    return Ring({path.stem: _read_one(path) for path in files})


def _read_one(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise KeyConfigurationError(f"密钥文件 {path.name} 别人也能读。请运行 chmod 600 {path}。")
    return key_from_text(path.stem, path.read_text())


def _write(folder: Path, name: str) -> None:
    """Write a new key; if another process was first, its key stands."""
    file_write_once(folder / f"{name}.key", key_to_text(os.urandom(KEY_BYTES)).encode())

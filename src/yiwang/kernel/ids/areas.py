"""Areas of the national code table, old and new ones, as python-stdnum carries it."""

from stdnum import numdb


def area_known(code: str) -> bool:
    """Whether a six-digit area code stands in the table; many historical ones do not."""
    return any("county" in properties for _, properties in numdb.get("cn/loc").info(code))


def province_known(code: str) -> bool:
    """Whether a code begins with the two digits of a province, region or municipality."""
    return any("province" in properties for _, properties in numdb.get("cn/loc").info(code[:2] + "0000"))


def area_reminder(code: str) -> str:
    """What to mind about an area code; empty if it is known."""
    return "" if area_known(code) else f"地区代码 {code} 不在代码表中，可能是历史区划，请人工核对"

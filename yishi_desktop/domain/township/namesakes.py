"""Two villages of one name in one township: only their statistical codes tell them apart, and the sum does not."""

from collections.abc import Iterable

from yishi_desktop.domain.township.union import Delivery, Place


def namesakes(deliveries: Iterable[Delivery]) -> dict[Place, tuple[str, ...]]:
    """The places under which ledgers with different codes have come, with the codes in order.

    A ledger without a code says nothing, and a village may write its code later.
    """
    codes: dict[Place, set[str]] = {}
    for one in deliveries:
        if one.village.code:
            codes.setdefault(one.place, set()).add(one.village.code)
    return {place: tuple(sorted(found)) for place, found in codes.items() if len(found) > 1}


def namesake_words(name: str, codes: Iterable[str]) -> str:
    """What is wrong and what to do about it."""
    return (
        f"“{name}”有{'、'.join(codes)}几个区划代码：是同名的几个村，次数会算在一起，"
        "请让村里把名称写得分得开，重新导出；是一个村改过代码的，把旧的一份拿掉"
    )

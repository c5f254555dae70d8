"""Text of articles made safe to show: what would steer a terminal or hide is shown as an escape."""

from __future__ import annotations

import re

__all__ = ["UNSEEN", "escape", "safe_line", "safe_text"]

# Code points are listed rather than taken from unicodedata, so that every Python shows the same.
# Left as they are: U+200C and U+200D, which Persian, Hindi and emoji need, and variation selectors.
_RANGES = (
    (0x00, 0x08),  # C0 controls but for tab and line feed
    (0x0B, 0x1F),
    (0x7F, 0x9F),  # delete and the C1 controls; 0x9B opens a terminal sequence by itself
    (0xAD, 0xAD),  # soft hyphen
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator, shown by nothing
    (0x200B, 0x200B),  # zero width space
    (0x200E, 0x200F),  # left-to-right and right-to-left mark
    (0x2028, 0x202E),  # line and paragraph separator, bidirectional embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates, deprecated controls
    (0xD800, 0xDFFF),  # lone surrogates, which no UTF-8 can hold
    (0xFEFF, 0xFEFF),  # byte order mark inside a text
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0x1D173, 0x1D17A),  # musical controls
    (0xE0000, 0xE007F),  # tags: text that no one sees, in which instructions have been hidden
)

#: Matches one code point that is shown as an escape. Tab and line feed are not among them.
UNSEEN = re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in _RANGES) + "]")

_BREAKS = re.compile("(?:\r\n|\n|\t)+")


def escape(character: str) -> str:
    r"""Return the escape that stands for one code point: ``\x1b``, ``\u202e``, ``\U000e0041``.

    :param character: one code point.
    """
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def safe_text(text: str) -> str:
    """Return ``text`` with controls, bidirectional controls, lone surrogates and the like escaped.

    Line feeds and tabs stay; a carriage return stays only as part of a line end, as a line feed.

    :param text: any text, several lines included.
    """
    return UNSEEN.sub(lambda match: escape(match[0]), text.replace("\r\n", "\n"))


def safe_line(text: str) -> str:
    """Return ``text`` as :func:`safe_text` does, on one line: runs of breaks and tabs are a space.

    :param text: any text.
    """
    return safe_text(_BREAKS.sub(" ", text))

"""A text for a regular expression."""

import re
from re import _constants as code
from re import _parser as parser


def example(pattern):
    """A text that matches, or `None`."""
    try:
        text = "".join(map(piece, parser.parse(pattern)))
        return text if re.search(pattern, text) else None
    except (re.error, KeyError, OverflowError, RecursionError, TypeError, ValueError):
        return None


def matches(pattern, text):
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return True


def piece(node):
    kind, value = node
    if kind is code.LITERAL:
        return chr(value)
    if kind is code.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is code.ANY:
        return "a"
    if kind is code.IN:
        return one_of(value)
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, inner = value
        return "".join("".join(map(piece, inner)) for _ in range(max(least, min(1, most))))
    if kind is code.SUBPATTERN:
        return "".join(map(piece, value[-1]))
    if kind is code.BRANCH:
        return "".join(map(piece, value[1][0]))
    if kind in (code.AT, code.ASSERT, code.ASSERT_NOT):
        return ""
    if kind is code.CATEGORY:
        return CATEGORIES[value]
    raise ValueError(kind)


CATEGORIES = {
    code.CATEGORY_DIGIT: "1",
    code.CATEGORY_WORD: "a",
    code.CATEGORY_SPACE: " ",
    code.CATEGORY_NOT_DIGIT: "a",
    code.CATEGORY_NOT_WORD: "-",
    code.CATEGORY_NOT_SPACE: "a",
}


def one_of(members):
    if members[0][0] is code.NEGATE:
        barred = "[" + "".join(map(written, members)) + "]"
        return next(char for char in "abcxyzABC019-_.:/ " if re.fullmatch(barred, char))
    kind, value = members[0]
    return {code.LITERAL: chr, code.RANGE: lambda ends: chr(ends[0]), code.CATEGORY: CATEGORIES.get}[kind](value)


def written(member):
    kind, value = member
    if kind is code.NEGATE:
        return "^"
    if kind is code.LITERAL:
        return re.escape(chr(value))
    if kind is code.RANGE:
        return re.escape(chr(value[0])) + "-" + re.escape(chr(value[1]))
    names = {code.CATEGORY_DIGIT: r"\d", code.CATEGORY_WORD: r"\w", code.CATEGORY_SPACE: r"\s"}
    names |= {code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_NOT_WORD: r"\W", code.CATEGORY_NOT_SPACE: r"\S"}
    return names[value]

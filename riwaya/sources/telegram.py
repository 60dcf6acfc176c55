"""Chats that Telegram Desktop exported as `result.json`: each message with text is a report of its channel."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.errors import InputError
from riwaya.records import Given, Page
from riwaya.sources.limits import Item, Opened, report
from riwaya.sources.streams import decode_json


class _Message(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    id: int
    type: str = "message"
    date: str | None = None  # the clock of the machine that exported, without its zone
    date_unixtime: str | None = None
    from_: str | None = None
    author: str | None = None  # who signed a channel's post
    forwarded_from: str | None = None
    text: str | list[str | dict[str, Any]] = ""  # a list of plain stretches and marked ones: {"type": "bold", "text"}


class _Chat(Struct, frozen=True, kw_only=True):
    id: int | None = None
    name: str | None = None
    type: str | None = None
    messages: list[msgspec.Raw] = []


class _Chats(Struct, frozen=True, kw_only=True, rename={"chats": "list"}):
    chats: list[_Chat] = []


class _Export(Struct, frozen=True, kw_only=True):
    chats: _Chats = _Chats()


def read_chats(body: bytes, opened: Opened) -> Iterator[Item]:
    """Read the export of one chat, or of all chats of an account. A forward credits the channel that it came from."""
    chat = decode_json(body, _Chat, opened.source)
    chats = [chat] if chat.messages else decode_json(body, _Export, opened.source).chats.chats
    for chat in chats:
        # The numbers of messages begin anew in each chat.
        prefix = f"{chat.id}/" if len(chats) > 1 else ""
        for number, raw in enumerate(chat.messages, 1):
            try:
                message = decode_json(raw, _Message, f"{opened.source}#{number}")
            except InputError as error:
                yield report(error.subject, error.reason)
                continue
            text = _join_text(message)
            if message.type == "message" and text.strip():
                yield _give_page(message, text, chat, f"{prefix}{message.id}", opened.source)
            else:
                opened.skipped["message without text"] += 1


def _join_text(message: _Message) -> str:
    if isinstance(message.text, str):
        return message.text
    return "".join(part if isinstance(part, str) else str(part.get("text", "")) for part in message.text)


def _give_page(message: _Message, text: str, chat: _Chat, name: str, container: str) -> Page:
    is_channel = "channel" in (chat.type or "channel")
    return Page(
        source=name,
        container=container,
        kind="text",
        body=text.encode(),
        charset="utf-8",
        given=Given(
            id=name,
            outlet=chat.name,
            published=_date(message),
            byline=message.author or (None if is_channel else message.from_),
            credit=(message.forwarded_from,) if message.forwarded_from else (),
        ),
    )


def _date(message: _Message) -> str | None:
    """Give the local date with its offset, which is the distance between the two clocks of the export."""
    if not (message.date and message.date_unixtime):
        return message.date
    try:
        local = dt.datetime.fromisoformat(message.date)
        moment = dt.datetime.fromtimestamp(int(message.date_unixtime), dt.UTC)
        return local.replace(tzinfo=dt.timezone(local - moment.replace(tzinfo=None))).isoformat()
    except (ValueError, OverflowError, TypeError):
        return message.date

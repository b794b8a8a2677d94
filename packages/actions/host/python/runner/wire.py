"""
Frames to and from the host: one JSON text per line, over stdin and stdout. The host's side is `frame.ts`.

The names that are used are taken here, before any action's code can change the modules they come from.
"""

import itertools
import json
from _thread import allocate_lock
from os import read, write

encode = json.JSONEncoder(allow_nan=False, separators=(',', ':')).encode
#: The same, with characters as they are: what is counted.
encode_short = json.JSONEncoder(allow_nan=False, ensure_ascii=False, separators=(',', ':')).encode
decode = json.JSONDecoder().decode


def length_of(text):
    """Characters as the host counts them: those outside of the first plane are two."""
    return len(text) if text.isascii() else len(text.encode('utf-16-le', 'surrogatepass')) // 2


def clip(text, most):
    """At most so many characters of the host's."""
    if length_of(text) <= most:
        return text
    return text.encode('utf-16-le', 'surrogatepass')[: 2 * most].decode('utf-16-le', 'ignore')


_writing = allocate_lock()
_token = ''


def set_token(token):
    global _token
    _token = token


def send(frame):
    """Writes one frame. Blocks while the host has not read the ones before: that is the back-pressure."""
    rest = memoryview((_token + encode(frame) + '\n').encode('ascii'))
    with _writing:
        while rest:
            rest = rest[write(1, rest) :]


def receive(handle):
    """Hands on frames until the host closes the pipe."""
    pending = bytearray()
    while True:
        chunk = read(0, 65536)
        if not chunk:
            return
        searched = len(pending)
        pending += chunk
        start = 0
        end = pending.find(b'\n', searched)
        while end >= 0:
            handle(decode(pending[start:end].decode('utf-8')))
            start = end + 1
            end = pending.find(b'\n', start)
        del pending[:start]


class Waiter:
    """One question to the host that is not answered yet."""

    __slots__ = ('answer', 'call', 'lock', 'refusal')

    def __init__(self, call):
        self.call = call
        self.answer = None
        self.refusal = None
        self.lock = allocate_lock()
        self.lock.acquire()

    def wake(self):
        # It may have been woken by its call's end already.
        try:
            self.lock.release()
        except RuntimeError:
            pass


_numbers = itertools.count(1)
_waiting = {}


class OutOfTime(Exception):
    """The time that the caller gave a question is over."""


def ask(call, frame, seconds):
    """
    Asks the host for something and waits: answers (value, refusal), one of them None.
    `seconds` is how long, None without a limit of its own. Raises OutOfTime.
    """
    call.check()
    number = next(_numbers)
    waiter = Waiter(call)
    _waiting[number] = waiter
    try:
        send({**frame, 'call': call.id, 'rpc': number})
        answered = waiter.lock.acquire(timeout=-1 if seconds is None else max(0, min(seconds, 3600)))
        call.check()
        if answered:
            return waiter.answer, waiter.refusal
        send({'kind': 'abort', 'rpc': number})
        raise OutOfTime
    finally:
        _waiting.pop(number, None)


def answered(number, value, refusal):
    waiter = _waiting.get(number)
    if waiter is not None:
        waiter.answer, waiter.refusal = value, refusal
        waiter.wake()


def wake_waiters(call):
    """Ends the waiting of a call that is over."""
    for waiter in list(_waiting.values()):
        if waiter.call is call:
            waiter.wake()

"""
The calls that run in this process, and which of them a thread works for.

Each call has a thread of its own; threads that an action starts work for its call. A call that is over is told so where it waits for
us: in a request, in `time.sleep`. One that goes on all the same is ended by the host, together with the process.
"""

import sys
import threading
import time
import _thread
from threading import Event, local

from .wire import wake_waiters

#: An action that starts threads without an end runs into this.
MOST_THREADS = 128

_here = local()
_sleep = time.sleep


class Stopped(BaseException):
    """Unwinds the thread of a call that is over. No Exception, so that `except Exception` of an action lets it pass."""


class Call:
    __slots__ = ('action', 'characters', 'context', 'cut', 'id', 'lines', 'over', 'partial', 'payload', 'thread')

    def __init__(self, id, action=None, payload=None, context=None):
        self.id = id
        self.action = action
        self.payload = payload
        self.context = context
        self.over = Event()
        self.thread = None
        # What it has logged, and what was left out: see `log.py`.
        self.lines = self.characters = self.cut = 0
        self.partial = {}

    def check(self):
        if self.over.is_set():
            raise Stopped

    def end(self):
        """Nothing of the call counts from now on."""
        self.over.set()
        wake_waiters(self)


def current():
    """The call that this thread works for, None when there is none or it is over."""
    call = getattr(_here, 'call', None)
    return None if call is None or call.over.is_set() else call


def enter(call):
    _here.call = call
    if call is not None:
        call.thread = _thread.get_ident()


def own():
    """The call of this thread, also when it is over."""
    return getattr(_here, 'call', None)


def sleep(seconds):
    """`time.sleep` of an action: ends with its call."""
    call = own()
    if call is None:
        return _sleep(seconds)
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    call.check()
    call.over.wait(min(float(seconds), threading.TIMEOUT_MAX))
    call.check()


def _carry(function):
    """The function, working for the call that starts it in a new thread."""
    call = own()

    def carried(*args, **kwargs):
        _here.call = call
        try:
            return function(*args, **kwargs)
        except Stopped:
            return None

    return carried


def _bounded(start):
    def start_thread(function, *args, **kwargs):
        if _thread._count() >= MOST_THREADS:
            raise RuntimeError(f"can't start new thread: an action's process may have {MOST_THREADS}")
        return start(_carry(function), *args, **kwargs)

    return start_thread


def take_over():
    """Makes threads and sleeping know their call."""
    time.sleep = sleep
    for module, name in (
        (_thread, 'start_new_thread'),
        (_thread, 'start_joinable_thread'),
        (threading, '_start_new_thread'),
        (threading, '_start_joinable_thread'),
    ):
        start = getattr(module, name, None)
        if start is not None:
            setattr(module, name, _bounded(start))
    threading.excepthook = lambda args: sys.stderr.write(
        f'A thread ended by {args.exc_type.__name__}: {args.exc_value}\n',
    )

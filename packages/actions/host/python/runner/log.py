"""What a call says: `log(…)`, `print(…)`, warnings. Bounded here as in the TypeScript worker; the host bounds it once more."""

import io

from .call import current, own
from .wire import clip, length_of, send

LINE_CHARACTERS = 4096
LINES = 200
CHARACTERS = 64 * 1024


def write_line(call, level, text):
    if call.lines >= LINES or call.characters >= CHARACTERS:
        call.cut += 1
        return
    if length_of(text) > LINE_CHARACTERS:
        text = clip(text, LINE_CHARACTERS) + '… (line cut)'
    call.lines += 1
    call.characters += length_of(text)
    send({'kind': 'log', 'call': call.id, 'level': level, 'text': text})


def finish(call):
    """Writes what a print without a line's end has left, and how much was left out."""
    for level, text in list(call.partial.items()):
        if text:
            write_line(call, level, text)
    call.partial.clear()
    if call.cut:
        text = f'{call.cut} more lines were left out: a run keeps {LINES} lines and {CHARACTERS} characters.'
        send({'kind': 'log', 'call': call.id, 'level': 'warn', 'text': text})


def _show(part):
    try:
        return part if isinstance(part, str) else str(part)
    except Exception:
        return '[cannot be shown]'


class Log:
    """What `execute` gets as `log`: `log('text')`, or `log.warning('text')`."""

    __slots__ = ('_call',)

    def __init__(self, call):
        self._call = call

    def _write(self, level, parts):
        self._call.check()
        write_line(self._call, level, ' '.join(map(_show, parts)))

    def __call__(self, *parts):
        self._write('info', parts)

    def debug(self, *parts):
        self._write('debug', parts)

    def info(self, *parts):
        self._write('info', parts)

    def warning(self, *parts):
        self._write('warn', parts)

    warn = warning

    def error(self, *parts):
        self._write('error', parts)

    exception = critical = error


class Stream(io.TextIOBase):
    """`sys.stdout` and `sys.stderr` of an action: whole lines go to the log of the call that writes."""

    encoding = 'utf-8'
    errors = 'replace'

    def __init__(self, level):
        super().__init__()
        self._level = level

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        call = current()
        if call is None:
            stopped = own()
            if stopped is not None:
                stopped.check()
            return len(text)
        *lines, rest = (call.partial.get(self._level, '') + text).split('\n')
        for line in lines:
            write_line(call, self._level, line)
        # One more than a line may have, so that it is seen to be cut.
        call.partial[self._level] = rest[: LINE_CHARACTERS + 1]
        return len(text)

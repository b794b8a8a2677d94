"""Describes whatever was raised: name, message, the lines of the author's files, and the refusal of the broker behind it."""

import linecache
import sys

from .solution import is_own
from .wire import clip

LONGEST = 8000
#: Of a recursion, the ends tell enough.
MOST_LINES = 40


def refusal_of(error):
    """What a request that failed is to the host, also where the action raised something else because of it."""
    for _ in range(5):
        if error is None:
            return None
        failure = getattr(error, 'parley_failure', None)
        if isinstance(failure, dict):
            return failure
        error = error.__cause__
    return None


def _line_of(file, line, name):
    text = linecache.getline(file, line).strip()
    return f'  File "{file}", line {line}, in {name}' + (f'\n    {text}' if text else '')


def places_of(traceback):
    """(file, line, function) of the author's files, the outermost first."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if is_own(code.co_filename):
            places.append((code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return places


def stack_of(places):
    if len(places) > MOST_LINES:
        half = MOST_LINES // 2
        left_out = f'  … {len(places) - 2 * half} more'
        shown = [*(_line_of(*place) for place in places[:half]), left_out, *(_line_of(*place) for place in places[-half:])]
    else:
        shown = [_line_of(*place) for place in places]
    return '\n'.join(shown)


def name_of(error):
    kind = type(error)
    return kind.__name__ if kind.__module__ in ('builtins', '__main__') else f'{kind.__module__}.{kind.__name__}'


def describe(error):
    """For a frame; an error whose fields raise in turn is described by its name."""
    try:
        name = name_of(error)
        message = str(error)
        if isinstance(error, SyntaxError) and error.filename and is_own(error.filename):
            message = f'{error.msg} ({error.filename}, line {error.lineno})'
        stack = stack_of(places_of(error.__traceback__))
        head = 'Traceback (most recent call last):\n' if stack else ''
        return {
            'name': clip(name, 200),
            'message': clip(message, LONGEST),
            'stack': f'{head}{clip(stack, LONGEST)}\n{clip(name, 200)}: {clip(message, 1500)}'.strip(),
            'failure': refusal_of(error),
        }
    except Exception:
        return {'name': 'Exception', 'message': 'Something was raised that cannot be read.', 'stack': '', 'failure': None}


def where(thread):
    """Where a running thread is: the lines of the author's files, as a stack."""
    frame = sys._current_frames().get(thread)
    places = []
    while frame is not None:
        code = frame.f_code
        if is_own(code.co_filename):
            places.append((code.co_filename, frame.f_lineno, code.co_name))
        frame = frame.f_back
    return clip(stack_of(places[::-1]), LONGEST)

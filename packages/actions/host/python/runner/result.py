"""Reads what `execute` returned into how the call ended: any dictionary of JSON values, routed by `success`."""

import math

from .wire import clip, encode, encode_short, length_of

OUTPUT_CHARACTERS = 256 * 1024
OUTCOME_CHARACTERS = 100
DEEPEST = 32


class Flaw(Exception):
    """Why something cannot be handed on, in a sentence."""


def plain(value, path, depth=0):
    """The value as JSON has it. Raises Flaw."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return float(value)
        raise Flaw(f'{path} is {value}, which JSON cannot hold.')
    if depth >= DEEPEST:
        raise Flaw(f'{path} is nested more than {DEEPEST} deep.')
    if isinstance(value, (list, tuple)):
        return [plain(member, f'{path}[{index}]', depth + 1) for index, member in enumerate(value)]
    if isinstance(value, dict):
        return {_key(name, path): plain(member, f'{path}[{name!r}]', depth + 1) for name, member in value.items()}
    raise Flaw(f'{path} is a {type(value).__name__}, which JSON cannot hold. Return str(…) of it.')


def _key(name, path):
    if isinstance(name, str):
        return str.__str__(name)
    if isinstance(name, (int, float)) and not isinstance(name, bool):
        return str(name)
    raise Flaw(f'{path} has the key {name!r}; keys are texts.')


def outcome_of(success):
    """`'true'` and True are `success`; any other text is the outcome itself."""
    if isinstance(success, bool):
        return 'success' if success else 'false'
    if success is None:
        return 'error'
    if isinstance(success, (int, float)):
        return str(success)
    if not isinstance(success, str):
        raise Flaw(f"result['success'] is a {type(success).__name__}, and must be a text such as 'true'.")
    text = success.strip()
    if text == '':
        raise Flaw("result['success'] is empty, and must be a text such as 'true' or 'error'.")
    if length_of(text) > OUTCOME_CHARACTERS:
        raise Flaw(f"result['success'] has {length_of(text)} characters; {OUTCOME_CHARACTERS} is the most.")
    return 'success' if text.lower() == 'true' else text


def read_result(returned):
    """The end of a call, for a frame."""
    try:
        if not isinstance(returned, dict):
            what = 'nothing' if returned is None else f'a {type(returned).__name__}'
            raise Flaw(f"It returned {what}; return a dictionary such as {{'success': 'true'}}.")
        outputs = plain(returned, 'result')
        # Without the usual key the flow's node names another that decides.
        outcome = outcome_of(outputs['success']) if 'success' in outputs else 'success'
        size = len(encode(outputs))
        if size > OUTPUT_CHARACTERS:
            size = length_of(encode_short(outputs))
        if size > OUTPUT_CHARACTERS:
            raise Flaw(f'Its result has {size} characters; {OUTPUT_CHARACTERS} is the most.')
        return {'kind': 'outcome', 'outcome': outcome, 'outputs': outputs, 'message': None, 'retry': None}
    except Flaw as flaw:
        return {'kind': 'output', 'message': clip(str(flaw), 2000)}

"""The way out of this process: a request is carried out by the host, which checks where it goes and puts secrets in."""

import base64
import http

from runner.call import Stopped, own
from runner.wire import OutOfTime, ask, length_of

from . import exceptions

BODY_BYTES = 1024 * 1024
# What the host's reader of frames takes; more would end the process instead of the request.
URL_CHARACTERS = 16_000
HEADERS = 200
METHODS = ('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
#: They belong to the connection, which is the host's.
OF_CONNECTION = (
    'accept-encoding',
    'connection',
    'content-length',
    'expect',
    'keep-alive',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
)


def _text(part):
    return part.decode('latin1') if isinstance(part, bytes) else str(part)


def _headers(headers, host):
    kept = []
    for name, value in headers:
        name, value = _text(name), _text(value)
        if name.lower() in OF_CONNECTION or (name.lower() == 'host' and value.lower() == host):
            continue
        if any(mark in name + value for mark in '\r\n\0'):
            raise exceptions.InvalidHeader(f'The header {name!r} holds a line break.')
        kept.append([name, value.strip(' \t')])
    if len(kept) > HEADERS:
        raise exceptions.InvalidHeader(f'A request may have {HEADERS} headers at most.')
    return kept


def _seconds(timeout):
    """The time that the caller gives the whole request: the parts of (connect, read) together."""
    parts = timeout if isinstance(timeout, (tuple, list)) else (timeout,)
    given = [part for part in parts if isinstance(part, (int, float)) and not isinstance(part, bool)]
    return sum(given) if given else None


def _raise(refusal):
    failure = {name: refusal[name] for name in ('kind', 'message', 'retry')}
    kind = exceptions.ReadTimeout if refusal['kind'] == 'timeout' else exceptions.ConnectionError
    raise kind(refusal['message'], failure=failure)


def _reason(status):
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ''


def fetch(method, url, headers, body, redirect, timeout):
    """
    Carries out one request: {'url', 'status', 'reason', 'headers': [(name, value)], 'content': bytes, 'redirected'}.
    Raises a RequestException.
    """
    call = own()
    # 0 is the loading of the files.
    if call is None or call.id == 0:
        raise exceptions.ConnectionError('Requests work only while an action runs.')
    if method not in METHODS:
        raise exceptions.InvalidSchema(f'The method must be one of {", ".join(METHODS)}.')
    if length_of(url) > URL_CHARACTERS:
        raise exceptions.InvalidURL(f'The address may have {URL_CHARACTERS} characters at most.')
    if body is not None and len(body) > BODY_BYTES:
        raise exceptions.RequestException('The body of a request may have 1 MB at most.')
    host = url.split('://', 1)[-1].split('/', 1)[0].lower()
    request = {
        'method': method,
        'url': url,
        'headers': _headers(headers, host),
        'body': None if body is None else base64.b64encode(body).decode('ascii'),
        'redirect': redirect,
    }
    try:
        answer, refusal = ask(call, {'kind': 'fetch', 'request': request}, _seconds(timeout))
    except OutOfTime:
        failure = {'kind': 'timeout', 'message': f'{host} did not answer in time.', 'retry': 'later'}
        raise exceptions.ReadTimeout(f'{host} did not answer within {timeout} s.', failure=failure) from None
    except Stopped:
        raise
    if refusal is not None:
        _raise(refusal)
    return {
        'url': answer['url'],
        'status': answer['status'],
        'reason': answer['statusText'] or _reason(answer['status']),
        'headers': [tuple(pair) for pair in answer['headers']],
        'content': base64.b64decode(answer['body']),
        'redirected': answer['redirected'],
    }

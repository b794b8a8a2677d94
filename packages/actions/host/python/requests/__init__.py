"""
`import requests` of an action: the part of that library's interface that actions use, over the host's broker. No line of the library
itself; where it is silent about something an action does, the difference is written down in `docs/python-actions.md`.
"""

from . import adapters, auth, cookies, exceptions, models, packages, sessions, status_codes, structures
from .api import delete, get, head, options, patch, post, put, request
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    HTTPError,
    JSONDecodeError,
    ReadTimeout,
    RequestException,
    Timeout,
    TooManyRedirects,
    URLRequired,
)
from .models import PreparedRequest, Request, Response
from .sessions import Session, session
from .status_codes import codes

__all__ = [
    'ConnectTimeout',
    'ConnectionError',
    'HTTPError',
    'JSONDecodeError',
    'PreparedRequest',
    'ReadTimeout',
    'Request',
    'RequestException',
    'Response',
    'Session',
    'Timeout',
    'TooManyRedirects',
    'URLRequired',
    'adapters',
    'auth',
    'codes',
    'cookies',
    'delete',
    'exceptions',
    'get',
    'head',
    'models',
    'options',
    'packages',
    'patch',
    'post',
    'put',
    'request',
    'session',
    'sessions',
    'status_codes',
    'structures',
]
__version__ = '2.32.0'

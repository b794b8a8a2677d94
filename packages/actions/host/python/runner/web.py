"""`urllib.request` of an action: its handlers of http and https go through the host's broker, like `requests`."""

import importlib.abc
import importlib.machinery
import sys

NAME = 'urllib.request'


def _send(request):
    """Carries out a `urllib.request.Request`; answers what a handler answers."""
    import io
    import urllib.error
    import urllib.response
    from email.message import Message

    from requests import broker, exceptions

    data = request.data
    if data is not None and not isinstance(data, (bytes, bytearray)):
        data = b''.join(data) if not hasattr(data, 'read') else data.read()
    headers = list({**request.unredirected_hdrs, **request.headers}.items())
    try:
        answer = broker.fetch(request.get_method(), request.full_url, headers, data, 'manual', request.timeout)
    except exceptions.RequestException as error:
        raised = urllib.error.URLError(str(error))
        raised.parley_failure = error.parley_failure
        raise raised from error
    message = Message()
    for name, value in answer['headers']:
        message[name] = value
    response = urllib.response.addinfourl(io.BytesIO(answer['content']), message, answer['url'], answer['status'])
    response.msg = answer['reason']
    return response


class Loader(importlib.abc.Loader):
    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        module.HTTPHandler.http_open = lambda _self, request: _send(request)
        if hasattr(module, 'HTTPSHandler'):
            module.HTTPSHandler.https_open = lambda _self, request: _send(request)
        else:
            # A Python without TLS: the host has it.
            module.HTTPHandler.https_open = lambda _self, request: _send(request)
        module.getproxies = dict


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != NAME:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = Loader(spec.loader)
        return spec


def offer():
    """Also makes `requests` importable, which is ours and not on the path."""
    import requests  # noqa: F401

    sys.meta_path.insert(0, Finder())

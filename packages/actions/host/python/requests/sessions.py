import time
from collections.abc import Mapping

from . import broker
from .cookies import RequestsCookieJar
from .models import PreparedRequest, Request, Response
from .structures import CaseInsensitiveDict


def default_headers():
    return CaseInsensitiveDict({'Accept': '*/*'})


def _merged(own, given, kind=dict):
    """The session's settings under the request's; None takes one away."""
    if not isinstance(given, Mapping) or not isinstance(own, Mapping):
        return own if given is None else given
    whole = kind(own)
    whole.update(given)
    for name in [name for name, value in whole.items() if value is None]:
        del whole[name]
    return whole


class Session:
    """Settings that several requests share. Certificates, proxies and streams are the host's business and have no effect."""

    def __init__(self):
        self.headers = default_headers()
        self.auth = None
        self.params = {}
        self.cookies = RequestsCookieJar()
        self.hooks = {'response': []}
        self.proxies = {}
        self.stream = False
        self.verify = True
        self.cert = None
        self.max_redirects = 30
        self.trust_env = False
        self.adapters = {}

    def prepare_request(self, request):
        return PreparedRequest(
            Request(
                method=request.method,
                url=request.url,
                headers=_merged(self.headers, CaseInsensitiveDict(request.headers), CaseInsensitiveDict),
                files=request.files,
                data=request.data,
                params=_merged(self.params, request.params),
                auth=request.auth if request.auth is not None else self.auth,
                cookies={**self.cookies, **dict(request.cookies or {})},
                json=request.json,
            ),
        )

    def request(
        self,
        method,
        url,
        params=None,
        data=None,
        headers=None,
        cookies=None,
        files=None,
        auth=None,
        timeout=None,
        allow_redirects=True,
        proxies=None,
        hooks=None,
        stream=None,
        verify=None,
        cert=None,
        json=None,
    ):
        request = Request(method, url, headers, files, data, params, auth, cookies, hooks, json)
        prepared = self.prepare_request(request)
        return self.send(prepared, timeout=timeout, allow_redirects=allow_redirects, hooks=hooks)

    def send(self, request, timeout=None, allow_redirects=True, hooks=None, **_settings):
        began = time.monotonic()
        redirect = 'follow' if allow_redirects else 'manual'
        answer = broker.fetch(request.method, request.url, request.headers.items(), request.body, redirect, timeout)
        response = Response(answer, request, time.monotonic() - began)
        self.cookies.update(response.cookies)
        for hook in _hooks(self.hooks) + _hooks(hooks):
            changed = hook(response)
            response = response if changed is None else changed
        return response

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)

    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)

    def mount(self, prefix, adapter):
        self.adapters[prefix] = adapter

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.close()


def _hooks(hooks):
    found = (hooks or {}).get('response') or []
    return [found] if callable(found) else list(found)


def session():
    return Session()

import datetime
import io
import json as _json
import uuid
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from .auth import HTTPBasicAuth
from .cookies import RequestsCookieJar
from .exceptions import HTTPError, InvalidJSONError, InvalidURL, JSONDecodeError, MissingSchema
from .status_codes import codes
from .structures import CaseInsensitiveDict

REDIRECT_STATI = (301, 302, 303, 307, 308)
ITER_CHUNK_SIZE = 512


def _encode_params(data):
    """As `requests` writes a query or a form: a list is written member by member, whatever else through `str`."""
    if isinstance(data, (str, bytes)):
        return data
    if hasattr(data, 'read'):
        return data.read()
    if not hasattr(data, '__iter__'):
        return data
    pairs = data.items() if hasattr(data, 'items') else data
    result = []
    for key, values in list(pairs):
        if isinstance(values, (str, bytes)) or not hasattr(values, '__iter__'):
            values = [values]
        for value in values:
            if value is not None:
                result.append((key, value))
    return urlencode(result, doseq=True)


def _encode_files(files, data):
    """multipart/form-data: (body, content type)."""
    boundary = uuid.uuid4().hex
    parts = []

    def add(disposition, content, kind=None):
        head = f'--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n'
        head += f'Content-Type: {kind}\r\n\r\n' if kind else '\r\n'
        parts.extend((head.encode(), content if isinstance(content, bytes) else str(content).encode(), b'\r\n'))

    def quoted(text):
        return str(text).replace('\\', '\\\\').replace('"', '%22').replace('\r', '%0D').replace('\n', '%0A')

    for name, values in (data.items() if hasattr(data, 'items') else data or ()):
        for value in [values] if isinstance(values, (str, bytes)) or not hasattr(values, '__iter__') else values:
            if value is not None:
                add(f'name="{quoted(name)}"', value)
    for name, file in files.items() if hasattr(files, 'items') else files:
        file_name, content, kind = name, file, None
        if isinstance(file, (tuple, list)):
            file_name, content, kind = (*file, None)[:3]
        if hasattr(content, 'read'):
            content = content.read()
        add(f'name="{quoted(name)}"; filename="{quoted(file_name)}"', content, kind or 'application/octet-stream')
    parts.append(f'--{boundary}--\r\n'.encode())
    return b''.join(parts), f'multipart/form-data; boundary={boundary}'


def _whole_url(url, params):
    url = url.decode('utf-8') if isinstance(url, bytes) else str(url)
    url = url.strip()
    scheme, host, path, query, fragment = urlsplit(url)
    if not scheme or '://' not in url:
        raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?')
    if not host:
        raise InvalidURL(f'Invalid URL {url!r}: No host supplied')
    more = _encode_params(params) if params else ''
    more = more.decode('utf-8') if isinstance(more, bytes) else more
    query = '&'.join(part for part in (query, more) if part)
    safe = "!#$%&'()*+,/:;=?@[]~"
    return urlunsplit((scheme, host, quote(path or '/', safe=safe), quote(query, safe=safe), fragment))


class Request:
    """What was asked for, as a caller writes it."""

    def __init__(
        self,
        method=None,
        url=None,
        headers=None,
        files=None,
        data=None,
        params=None,
        auth=None,
        cookies=None,
        hooks=None,
        json=None,
    ):
        self.method = method
        self.url = url
        self.headers = headers or {}
        self.files = files or []
        self.data = data if data is not None else []
        self.params = params or {}
        self.auth = auth
        self.cookies = cookies
        self.json = json

    def prepare(self):
        return PreparedRequest(self)

    def __repr__(self):
        return f'<Request [{self.method}]>'


class PreparedRequest:
    """What is sent."""

    def __init__(self, request):
        self.method = str(request.method).upper()
        self.url = _whole_url(request.url, request.params)
        self.headers = CaseInsensitiveDict({name: value for name, value in dict(request.headers).items() if value is not None})
        self.body = None
        self._add_body(request)
        if request.cookies:
            self.headers['Cookie'] = '; '.join(f'{name}={value}' for name, value in dict(request.cookies).items())
        self._add_auth(request.auth)

    def _add_body(self, request):
        kind = None
        if request.files:
            self.body, kind = _encode_files(request.files, request.data)
        elif request.data:
            body = _encode_params(request.data)
            if not isinstance(body, (str, bytes, bytearray)):
                raise InvalidJSONError('data must be a text, bytes, a dictionary or a list of pairs.')
            if not isinstance(request.data, (str, bytes, bytearray)) and not hasattr(request.data, 'read'):
                kind = 'application/x-www-form-urlencoded'
            self.body = body.encode('utf-8') if isinstance(body, str) else bytes(body)
        elif request.json is not None:
            try:
                self.body = _json.dumps(request.json, allow_nan=False).encode('utf-8')
            except ValueError as error:
                raise InvalidJSONError(error) from error
            kind = 'application/json'
        if kind is not None and 'Content-Type' not in self.headers:
            self.headers['Content-Type'] = kind

    def _add_auth(self, auth):
        if isinstance(auth, tuple) and len(auth) == 2:
            auth = HTTPBasicAuth(*auth)
        if callable(auth):
            changed = auth(self)
            if isinstance(changed, PreparedRequest):
                self.__dict__.update(changed.__dict__)

    @property
    def path_url(self):
        _, _, path, query, _ = urlsplit(self.url)
        return f'{path or "/"}?{query}' if query else path or '/'

    def __repr__(self):
        return f'<PreparedRequest [{self.method}]>'


def _failure_of(status, host):
    """What a status that nobody looked at means for the flow."""
    kind, retry = 'rejected', 'no'
    if status in (401, 403):
        kind = 'unauthorized'
    elif status == 429:
        kind, retry = 'rate-limited', 'later'
    elif status >= 500:
        kind, retry = 'unavailable', 'later'
    return {'kind': kind, 'message': f'{host} answered with the status {status}.', 'retry': retry}


class Response:
    """An answer, read whole."""

    def __init__(self, answer=None, request=None, elapsed=0.0):
        answer = answer or {'url': None, 'status': None, 'reason': None, 'headers': [], 'content': b''}
        self.request = request
        self.url = answer['url']
        self.status_code = answer['status']
        self.reason = answer['reason']
        self.headers = CaseInsensitiveDict()
        for name, value in answer['headers']:
            self.headers[name] = f'{self.headers[name]}, {value}' if name in self.headers else value
        self.cookies = RequestsCookieJar()
        self.cookies.take(answer['headers'])
        self._content = answer['content']
        self.elapsed = datetime.timedelta(seconds=elapsed)
        self.history = []
        self.encoding = self._charset()
        self.raw = io.BytesIO(self._content)

    def _charset(self):
        kind, *parameters = str(self.headers.get('content-type', '')).split(';')
        for parameter in parameters:
            name, _, value = parameter.strip().partition('=')
            if name.lower() == 'charset' and value:
                return value.strip('\'" ')
        if kind.strip().lower() == 'application/json':
            return 'utf-8'
        return 'ISO-8859-1' if kind.strip().lower().startswith('text/') else None

    @property
    def apparent_encoding(self):
        return 'utf-8'

    @property
    def content(self):
        return self._content

    @property
    def text(self):
        try:
            return str(self._content, self.encoding or 'utf-8', errors='replace')
        except (LookupError, TypeError):
            return str(self._content, errors='replace')

    def json(self, **kwargs):
        try:
            return _json.loads(self._content or self.text, **kwargs)
        except UnicodeDecodeError:
            return _json.loads(self.text, **kwargs)
        except _json.JSONDecodeError as error:
            raise JSONDecodeError(error.msg, error.doc, error.pos) from None

    @property
    def ok(self):
        return self.status_code is not None and self.status_code < 400

    @property
    def is_redirect(self):
        return 'location' in self.headers and self.status_code in REDIRECT_STATI

    @property
    def is_permanent_redirect(self):
        return 'location' in self.headers and self.status_code in (codes.moved_permanently, codes.permanent_redirect)

    @property
    def links(self):
        return {}

    def raise_for_status(self):
        if self.ok or self.status_code is None:
            return
        who = 'Client' if self.status_code < 500 else 'Server'
        failure = _failure_of(self.status_code, urlsplit(self.url or '').netloc)
        message = f'{self.status_code} {who} Error: {self.reason} for url: {self.url}'
        raise HTTPError(message, response=self, failure=failure)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        size = chunk_size or len(self._content) or 1
        for start in range(0, len(self._content), size):
            chunk = self._content[start : start + size]
            yield chunk.decode(self.encoding or 'utf-8', 'replace') if decode_unicode else chunk

    def iter_lines(self, chunk_size=ITER_CHUNK_SIZE, decode_unicode=False, delimiter=None):
        whole = self.text if decode_unicode else self._content
        yield from whole.split(delimiter) if delimiter else whole.splitlines()

    def close(self):
        pass

    def __bool__(self):
        return self.ok

    def __iter__(self):
        return self.iter_content(128)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.close()

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

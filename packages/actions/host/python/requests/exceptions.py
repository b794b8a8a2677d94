"""The exceptions of the library `requests`, by their names. `parley_failure` is what the platform makes of one nobody caught."""

from json import JSONDecodeError as _JSONDecodeError


class RequestException(IOError):
    """Something about a request went wrong."""

    parley_failure = None

    def __init__(self, *args, request=None, response=None, failure=None):
        super().__init__(*args)
        self.response = response
        self.request = request if request is not None else getattr(response, 'request', None)
        self.parley_failure = failure


class InvalidJSONError(RequestException):
    """JSON that is none."""


class JSONDecodeError(InvalidJSONError, _JSONDecodeError):
    """The text of an answer is no JSON."""

    def __init__(self, *args, **kwargs):
        _JSONDecodeError.__init__(self, *args)
        InvalidJSONError.__init__(self, *self.args, **kwargs)

    def __reduce__(self):
        return _JSONDecodeError.__reduce__(self)


class HTTPError(RequestException):
    """A status of 400 or more, see `Response.raise_for_status`."""


class ConnectionError(RequestException):
    """The host was not reached, or may not be."""


class ProxyError(ConnectionError):
    pass


class SSLError(ConnectionError):
    pass


class Timeout(RequestException):
    """The time for the request was over."""


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class URLRequired(RequestException):
    pass


class TooManyRedirects(RequestException):
    pass


class MissingSchema(RequestException, ValueError):
    """The address has no http:// or https:// before it."""


class InvalidSchema(RequestException, ValueError):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class InvalidHeader(RequestException, ValueError):
    pass


class InvalidProxyURL(InvalidURL):
    pass


class ChunkedEncodingError(RequestException):
    pass


class ContentDecodingError(RequestException):
    pass


class StreamConsumedError(RequestException, TypeError):
    pass


class RetryError(RequestException):
    pass


class UnrewindableBodyError(RequestException):
    pass


class RequestsWarning(Warning):
    pass


class RequestsDependencyWarning(RequestsWarning):
    pass


class FileModeWarning(RequestsWarning, DeprecationWarning):
    pass

from base64 import b64encode


def _bytes(text):
    return text if isinstance(text, bytes) else str(text).encode('latin1')


def _basic_auth_str(username, password):
    return 'Basic ' + b64encode(b':'.join((_bytes(username), _bytes(password)))).decode('ascii')


class AuthBase:
    def __call__(self, request):
        raise NotImplementedError('Auth hooks must be callable.')


class HTTPBasicAuth(AuthBase):
    def __init__(self, username, password):
        self.username = username
        self.password = password

    def __eq__(self, other):
        return (self.username, self.password) == (getattr(other, 'username', None), getattr(other, 'password', None))

    def __call__(self, request):
        request.headers['Authorization'] = _basic_auth_str(self.username, self.password)
        return request


class HTTPProxyAuth(HTTPBasicAuth):
    def __call__(self, request):
        request.headers['Proxy-Authorization'] = _basic_auth_str(self.username, self.password)
        return request

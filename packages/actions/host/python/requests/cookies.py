from http.cookies import CookieError, SimpleCookie


class RequestsCookieJar(dict):
    """Cookies by name. Domains and paths are not told apart: a session talks to one back end."""

    def set(self, name, value, **_attributes):
        if value is None:
            self.pop(name, None)
        else:
            self[name] = value
        return value

    def get_dict(self, domain=None, path=None):
        return dict(self)

    def copy(self):
        return RequestsCookieJar(self)

    def take(self, headers):
        """Reads the `set-cookie` headers of an answer."""
        for name, value in headers:
            if name.lower() != 'set-cookie':
                continue
            try:
                for morsel in SimpleCookie(value).values():
                    self[morsel.key] = morsel.value
            except CookieError:
                continue


def cookiejar_from_dict(cookie_dict, cookiejar=None, overwrite=True):
    jar = RequestsCookieJar() if cookiejar is None else cookiejar
    for name, value in (cookie_dict or {}).items():
        if overwrite or name not in jar:
            jar[name] = value
    return jar

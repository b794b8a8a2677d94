"""Connections are the host's, so an adapter has nothing to do; it can be mounted all the same."""


class BaseAdapter:
    def send(self, *_args, **_kwargs):
        raise NotImplementedError

    def close(self):
        pass


class HTTPAdapter(BaseAdapter):
    def __init__(self, pool_connections=10, pool_maxsize=10, max_retries=0, pool_block=False):
        self.max_retries = max_retries

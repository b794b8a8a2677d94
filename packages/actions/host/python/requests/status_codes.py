from http import HTTPStatus

from .structures import LookupDict

codes = LookupDict()
for _status in HTTPStatus:
    for _name in (_status.name, _status.name.lower()):
        dict.__setitem__(codes, _name, _status.value)
for _name, _value in {'okay': 200, 'all_ok': 200, 'bad': 400, 'unprocessable': 422, 'too_many': 429, 'server_error': 500}.items():
    dict.__setitem__(codes, _name, _value)

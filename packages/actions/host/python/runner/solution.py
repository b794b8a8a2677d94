"""
A solution's Python files as modules: a package of their own that lives in memory, in which `from .. import app` of `actions/Any.py`
leads to `app.py`, or to one made of the solution's parameters where there is none.
"""

import importlib
import importlib.abc
import importlib.util
import linecache
import os
import sys

PACKAGE = 'solution'
ACTIONS = f'{PACKAGE}.actions'
APP = 'app.py'

_files = {}
#: What `PARAMS` of every environment is filled from.
_filling = {'params': {}, 'secrets': {}}
#: By file, what its loading raised.
failures = {}
#: … and where: a raised error collects places, so it gets its own back each time.
_places = {}
_classes = {}


def is_own(file):
    """Whether a file of a traceback is one of the author's."""
    return file in _files


def is_placeholder(value):
    """`{ BRAZE API KEY }`, `${KEY}`, nothing: a place that waits for a value."""
    if value is None:
        return True
    if not isinstance(value, str):
        return False
    text = value.strip()
    return text == '' or (text.startswith(('{', '${', '<')) and text.endswith(('}', '>')))


class Environment(dict):
    """`os.environ` of an action: the solution's parameters and stand-ins for its secrets, by upper-case names."""

    loading_app = False

    def __missing__(self, name):
        # A value of PARAMS is found by its own key: see `fill_params`.
        if self.loading_app and isinstance(name, str):
            return f'{{ {name} }}'
        raise KeyError(name)

    def copy(self):
        return dict(self)


def make_environment():
    named = {**_filling['params'], **_filling['secrets']}
    return Environment({name.upper(): value for name, value in named.items() if isinstance(value, str)})


def fill_params(app):
    """
    A declared secret always wins, whatever stands in the file. A parameter of `solution.ts` fills a placeholder, and what
    is missing. The file's own values stay.
    """
    params = getattr(app, 'PARAMS', None)
    if not isinstance(params, dict):
        return
    if 'prod' not in params:
        for name in ('live', 'production'):
            if isinstance(params.get(name), dict):
                params['prod'] = params[name]
                break
    for values in params.values():
        if not isinstance(values, dict):
            continue
        for name, value in _filling['params'].items():
            if is_placeholder(values.get(name)):
                values[name] = value
        values.update(_filling['secrets'])


def fill_app(app):
    """What `app.py` has where it leaves something out, and all of it where there is no such file."""
    values = {**_filling['params'], **_filling['secrets']}
    defaults = {'NAME': '', 'BOTS': [], 'CSV_BOTS': [], 'PATH': ''}
    for name, value in defaults.items():
        if not hasattr(app, name):
            setattr(app, name, value)
    if not hasattr(app, 'PARAMS'):
        app.PARAMS = {environment: dict(values) for environment in ('sandbox', 'prod', 'live')}
    else:
        fill_params(app)


def module_of(file):
    """`actions/TrackUser.py` is `solution.actions.TrackUser`."""
    folder, _, name = file[: -len('.py')].rpartition('/')
    return f'{PACKAGE}.{folder}.{name}' if folder else f'{PACKAGE}.{name}'


def _file_of(module):
    if module.startswith(f'{ACTIONS}.'):
        return f'actions/{module[len(ACTIONS) + 1 :]}.py'
    return f'{module[len(PACKAGE) + 1 :]}.py'


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds and loads the modules of the solution."""

    def find_spec(self, name, path=None, target=None):
        if name in (PACKAGE, ACTIONS):
            return importlib.util.spec_from_loader(name, self, is_package=True)
        if not name.startswith(f'{PACKAGE}.'):
            return None
        file = _file_of(name)
        if file not in _files and file != APP:
            return None
        return importlib.util.spec_from_loader(name, self, origin=file)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        if name in (PACKAGE, ACTIONS):
            return
        file = _file_of(name)
        module.__file__ = file
        if file != APP:
            exec(compile_file(file), module.__dict__)
            return
        Environment.loading_app = True
        try:
            if file in _files:
                exec(compile_file(file), module.__dict__)
        finally:
            Environment.loading_app = False
        fill_app(module)


def compile_file(file):
    return compile(_files[file], file, 'exec', dont_inherit=True)


def load(bundle, params, secrets):
    """Takes the files over and imports each; a file that raises does not keep the others from being loaded."""
    _files.update(bundle['files'])
    _filling.update(params=params, secrets=secrets)
    _classes.update(bundle['actions'])
    for file, text in _files.items():
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    os.environ = make_environment()
    sys.meta_path.insert(0, Finder())
    for file in sorted(_files, key=lambda each: (each.startswith('actions/'), each)):
        try:
            importlib.import_module(module_of(file))
        except BaseException as error:
            failures[file] = error
            _places[file] = error.__traceback__


def files():
    return _files


def find_action(name):
    """The class of an action, None when there is no such action. Raises what its file raised when it was loaded."""
    place = _classes.get(name) if isinstance(name, str) else None
    if place is None:
        return None
    if place['file'] in failures:
        raise failures[place['file']].with_traceback(_places[place['file']])
    module = sys.modules.get(module_of(place['file']))
    return getattr(module, place['class'], None)


def timeouts():
    """Time limits as the classes declare them, `timeout = '20s'`."""
    declared = {}
    for name, place in _classes.items():
        if place['file'] in failures:
            continue
        timeout = getattr(find_action(name), 'timeout', None)
        if isinstance(timeout, str):
            declared[name] = timeout
    return declared

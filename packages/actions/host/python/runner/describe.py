"""
What is in a solution's Python files, and what is wrong with them: for the build, before anything is deployed. Mistakes are found in the
text first, so that one that keeps a file from being loaded does not hide the others.
"""

import ast
import importlib.util
import inspect
import re
import sys

#: Of each kind of thing that is told; nobody reads more, and a frame has an end.
MOST = 500
CLASS_NAME = re.compile(r'[A-Z][A-Za-z0-9]*$')
#: What an author may do instead of a package that is not there.
INSTEAD = {
    'aiohttp': 'Use requests, which is there.',
    'httplib2': 'Use requests, which is there.',
    'httpx': 'Use requests, which is there.',
    'urllib3': 'Use requests, which is there.',
    'dateutil': 'Use datetime of the standard library.',
    'pytz': 'Use zoneinfo of the standard library.',
    'simplejson': 'Use json of the standard library.',
    'six': 'Python 2 is over: write it for Python 3.',
    'braze': 'Call the endpoint with requests, or write the action in TypeScript, where braze is at hand.',
}
#: There, and refused when they are used.
USELESS = {
    'asyncio': 'an event loop needs sockets',
    'ctypes': 'libraries cannot be loaded',
    'multiprocessing': 'processes cannot be started',
    'socket': 'sockets cannot be opened',
    'subprocess': 'programs cannot be started',
}


class Mistakes:
    def __init__(self):
        self.found = []

    def add(self, code, file, reason, repair, node=None, line=None, column=None, severity='error'):
        if node is not None:
            line, column = node.lineno, node.col_offset + 1
        self.found.append(
            {
                'code': code,
                'severity': severity,
                'file': file,
                'line': line,
                'column': column,
                'reason': reason[:1000],
                'repair': repair,
            },
        )


def _parse(solution, file, mistakes):
    try:
        solution.compile_file(file)
        return ast.parse(solution.files()[file], file)
    except SyntaxError as error:
        line = error.lineno or 1
        column = error.offset if error.offset and error.offset > 0 else None
        mistakes.add(
            'action-does-not-compile',
            file,
            f'{error.msg[:1].upper()}{error.msg[1:]}.'.replace('..', '.').replace('?.', '?'),
            'Correct the file where the place says.',
            line=line,
            column=column,
        )
    except (ValueError, RecursionError, MemoryError) as error:
        mistakes.add('action-does-not-compile', file, f'It cannot be read: {error}.', 'Write it anew, in smaller parts.')
    return None


# --- imports


def _is_there(name):
    top = name.partition('.')[0]
    if top == 'requests' or top in sys.builtin_module_names:
        return True
    known = getattr(sys, 'stdlib_module_names', None)
    if known is not None:
        return top in known
    try:
        return importlib.util.find_spec(top) is not None
    except ValueError:
        # There, and not from a file.
        return top in sys.modules
    except ImportError:
        return False


def _tried_imports(tree):
    """Imports that the file has something else for: `try: import x` with `except ImportError`."""
    tried = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Try):
            continue
        caught = ' '.join(ast.dump(handler.type) if handler.type else 'ImportError' for handler in node.handlers)
        if any(name in caught for name in ('ImportError', 'ModuleNotFoundError', "'Exception'", 'BaseException')):
            tried.update(id(inner) for statement in node.body for inner in ast.walk(statement))
    return tried


def _absolute(file, name, node, mistakes):
    top = name.partition('.')[0]
    if not _is_there(name):
        repair = INSTEAD.get(top, 'Use the standard library or requests, or let a service of yours do it.')
        reason = f'The module "{name}" is not there: an action has the standard library and requests.'
        if top == 'app':
            repair = 'Write from .. import app.'
        mistakes.add('action-import', file, reason, repair, node)
    elif top in USELESS:
        reason = f'"{name}" can be imported, but {USELESS[top]}.'
        repair = 'Leave it out; requests reaches the hosts that egress names.'
        mistakes.add('action-import', file, reason, repair, node, severity='warning')


def _relative(solution, file, node, mistakes):
    """`from .. import app`, `from ..app import PARAMS`, `from ._shared import x`."""
    inside = file.startswith('actions/')
    level = node.level - (0 if inside else 1)
    if level not in (0, 1, 2) or (not inside and node.level != 1):
        reason = 'This import leads out of the solution.'
        return mistakes.add('action-import', file, reason, 'Write from .. import app.', node)
    folder = 'actions/' if inside and node.level == 1 else ''
    names = [node.module.partition('.')[0]] if node.module else [alias.name for alias in node.names]
    for name in names:
        target = f'{folder}{name}.py'
        if target in solution.files() or target == solution.APP or name == '*' or (folder == '' and name == 'actions'):
            continue
        reason = f'There is no file {target}.'
        mistakes.add('action-import', file, reason, 'Create it beside solution.ts, or correct the name.', node)
    return None


def _check_imports(solution, file, tree, mistakes):
    tried = _tried_imports(tree)
    for node in ast.walk(tree):
        if id(node) in tried:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                _absolute(file, alias.name, node, mistakes)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                _relative(solution, file, node, mistakes)
            elif node.module:
                _absolute(file, node.module, node, mistakes)


# --- classes


def _has_execute(node):
    return any(isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)) and part.name == 'execute' for part in node.body)


def _choose_class(file, stem, tree, mistakes):
    """The class that is the action, and its node."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    named = [node for node in classes if node.name == stem]
    if named:
        return named[-1]
    runnable = [node for node in classes if _has_execute(node)]
    if CLASS_NAME.match(stem):
        near = runnable[0] if len(runnable) == 1 else None
        repair = f'Rename the class {near.name} to {stem}, or the file.' if near else f'Write class {stem}: with execute.'
        mistakes.add('action-shape', file, f'The file has no class "{stem}".', repair, near, line=1)
        return None
    if len(runnable) == 1:
        return runnable[0]
    if runnable:
        names = ', '.join(node.name for node in runnable)
        reason = f'More than one class has execute: {names}.'
        mistakes.add('action-shape', file, reason, 'Leave one in the file, and give the others files of their own.', runnable[1])
    elif classes:
        _say_no_execute(file, classes[0], mistakes)
    else:
        reason = 'The file has no class with execute.'
        repair = 'Write a class with def execute(self, log, payload=None, context=None).'
        mistakes.add('action-shape', file, reason, repair, line=1)
    return None


SIGNATURE = 'Write def execute(self, log, payload=None, context=None).'


def _say_no_execute(file, node, mistakes):
    mistakes.add('action-shape', file, f'The class "{node.name}" has no execute.', SIGNATURE, node)


def _line_of_execute(node):
    for part in node.body:
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)) and part.name == 'execute':
            return part
    return node


def _check_class(file, node, found, mistakes):
    """`found` is the class itself where the file could be loaded: it also has what it inherits."""
    at = _line_of_execute(node)
    if isinstance(at, ast.AsyncFunctionDef):
        return mistakes.add('action-shape', file, 'execute is async.', 'Write it as a plain def; it runs in a thread of its own.', at)
    if found is None:
        return None if _has_execute(node) or node.bases else _say_no_execute(file, node, mistakes)
    if not callable(getattr(found, 'execute', None)):
        return _say_no_execute(file, node, mistakes)
    try:
        inspect.signature(found).bind()
    except TypeError as error:
        reason = f'{found.__name__}() cannot be made without arguments: {error}.'
        return mistakes.add('action-shape', file, reason, 'Give the parameters of __init__ defaults.', node)
    except ValueError:
        pass
    try:
        function = inspect.signature(found.execute)
        held = () if isinstance(inspect.getattr_static(found, 'execute'), (staticmethod, classmethod)) else (None,)
        function.bind(*held, None, None, None)
    except TypeError:
        reason = f'execute{function} cannot be called with log, payload and context.'
        return mistakes.add('action-shape', file, reason, SIGNATURE, at)
    except ValueError:
        pass
    return None


def _describe_action(solution, file, tree, mistakes):
    stem = file[len('actions/') : -len('.py')]
    if tree is None:
        return None
    node = _choose_class(file, stem, tree, mistakes)
    if node is None:
        return None
    module = None if file in solution.failures else sys.modules.get(solution.module_of(file))
    found = getattr(module, node.name, None)
    _check_class(file, node, found, mistakes)
    timeout = getattr(found, 'timeout', None)
    return {'name': stem, 'file': file, 'class': node.name, 'timeout': None if timeout is None else str(timeout)[:100]}


# --- app.py


def _asks_environment(node):
    """`os.environ['KEY']`, `os.getenv('KEY')`: a place for a value, unless it brings one along."""
    if isinstance(node, ast.Call):
        return len(node.args) == 1 and not node.keywords and _names_environment(node.func)
    return isinstance(node, ast.Subscript) and _names_environment(node.value)


def _names_environment(node):
    return any(isinstance(part, ast.Attribute) and part.attr in ('environ', 'getenv') for part in ast.walk(node))


def _params_places(tree):
    """Where the values of PARAMS stand, by (environment, key)."""
    places = {}
    for node in tree.body if tree else ():
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not isinstance(node.value, ast.Dict):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if not any(isinstance(target, ast.Name) and target.id == 'PARAMS' for target in targets):
            continue
        for environment, values in zip(node.value.keys, node.value.values):
            if not isinstance(environment, ast.Constant) or not isinstance(values, ast.Dict):
                continue
            for key, value in zip(values.keys, values.values):
                if isinstance(key, ast.Constant):
                    literal = value.value if isinstance(value, ast.Constant) else None
                    places[(environment.value, key.value)] = (value, literal)
    return places


def _describe_params(solution, tree, mistakes):
    """Every value of PARAMS as the file has it, by environment and key, with its place."""
    app = sys.modules.get(solution.module_of(solution.APP))
    if tree is None or app is None or solution.APP in solution.failures:
        return []
    params = getattr(app, 'PARAMS', None)
    wrong = not isinstance(params, dict) or not all(isinstance(values, dict) for values in params.values())
    if wrong:
        repair = "Write PARAMS = {'sandbox': {…}, 'prod': {…}}."
        mistakes.add('action-shape', solution.APP, 'PARAMS is no dictionary of environments.', repair, line=1)
        return []
    described = []
    for (environment, key), (node, literal) in _params_places(tree).items():
        described.append(
            {
                'environment': str(environment),
                'key': str(key),
                'text': literal[:1000] if isinstance(literal, str) else None,
                'placeholder': _asks_environment(node)
                or (isinstance(node, ast.Constant) and solution.is_placeholder(literal)),
                'line': node.lineno,
                'column': node.col_offset + 1,
            },
        )
    return described


def _say_failures(solution, failure, mistakes):
    """What loading raised, where the text did not show it already."""
    known = {(one['file']) for one in mistakes.found if one['severity'] == 'error'}
    for file, error in solution.failures.items():
        places = failure.places_of(error.__traceback__)
        at, line, _name = places[-1] if places else (file, None, None)
        # A file that fails because of another is not to blame.
        blamed = error.filename if isinstance(error, SyntaxError) else at
        if file in known or at in known or blamed in known:
            continue
        known.add(at)
        reason = f'Loading it raises {failure.name_of(error)}: {error}'
        if isinstance(error, ImportError) and error.name and error.name.startswith(f'{solution.PACKAGE}.'):
            reason = reason.replace(f'{solution.PACKAGE}.', '')
        repair = 'Move what can fail, or needs the network, from the top of the file into execute.'
        mistakes.add('action-does-not-load', at, reason, repair, line=line)


def describe_solution(solution, failure):
    """Plain JSON about all files, for the build to judge."""
    mistakes = Mistakes()
    trees = {file: _parse(solution, file, mistakes) for file in sorted(solution.files())}
    for file, tree in trees.items():
        if tree is not None:
            _check_imports(solution, file, tree, mistakes)
    actions = []
    for file, tree in trees.items():
        if file.startswith('actions/') and not file.startswith('actions/_'):
            action = _describe_action(solution, file, tree, mistakes)
            if action is not None:
                actions.append(action)
    params = _describe_params(solution, trees.get(solution.APP), mistakes)
    _say_failures(solution, failure, mistakes)
    return {
        'version': '.'.join(map(str, sys.version_info[:3])),
        'actions': actions[:MOST],
        'params': params[:MOST],
        'mistakes': mistakes.found[:MOST],
    }

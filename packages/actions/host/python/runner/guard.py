"""
Closes what an action has no use for, with words that say so. This is the inner of two walls: the outer one, where the machine has it,
is the kernel's (`../jail.py`). An action is code in the same process, so what it must not do is refused by an audit hook, which
cannot be taken away again, and which uses nothing that an action could change: its tables are constants of its code.
"""

import os
import sys
import types

#: By what an author reads behind "An action cannot": beginnings of the names of events.
REFUSED = {
    'open sockets. Use requests or urllib.request': (
        'socket.',
        'http.client.',
        'ftplib.',
        'imaplib.',
        'nntplib.',
        'poplib.',
        'smtplib.',
        'telnetlib.',
    ),
    'start programs': (
        'subprocess.',
        'os.exec',
        'os.fork',
        'os.posix_spawn',
        'os.spawn',
        'os.startfile',
        'os.system',
        'pty.',
        'webbrowser.',
        'cpython.run_',
        'cpython.PyInterpreterState_New',
    ),
    'signal processes': ('os.kill', 'signal.pthread_kill'),
    'load libraries': ('ctypes.', 'os.add_dll_directory', 'sqlite3.load_extension', 'sqlite3.enable_load_extension'),
    'open databases. Ask a service with requests': ('sqlite3.connect',),
    'change files': ('os.', 'shutil.', 'fcntl.', 'mmap.'),
    'change its limits': ('resource.',),
    'look into the platform': ('gc.get_', 'sys.addaudithook', 'sys.setprofile', 'sys.settrace', 'sys.remote_exec'),
    'use the system': ('syslog.', 'msvcrt.', 'winreg.', '_winapi.'),
}
#: Of the events that begin so, those that say nothing yet: what follows them does.
ALLOWED = frozenset(('os.walk', 'os.fwalk'))

#: Modules that would give a way around.
REFUSED_MODULES = frozenset(
    (
        '_ctypes',
        '_curses',
        '_interpreters',
        '_posixsubprocess',
        '_testcapi',
        '_testinternalcapi',
        '_xxsubinterpreters',
        'nt',
        'posix',
        'readline',
    ),
)

#: Functions that no event tells of.
TAKEN = {
    'end its process. Return a result': ('_exit', 'abort'),
    # What everything that starts a program begins with.
    'start programs': ('pipe', 'pipe2'),
    'change processes': (
        'initgroups',
        'nice',
        'pidfd_open',
        'sched_setaffinity',
        'sched_setparam',
        'sched_setscheduler',
        'setegid',
        'seteuid',
        'setgid',
        'setgroups',
        'setns',
        'setpgid',
        'setpriority',
        'setregid',
        'setresgid',
        'setresuid',
        'setreuid',
        'setsid',
        'setuid',
        'unshare',
    ),
    'change files': (
        'chroot',
        'copy_file_range',
        'fchdir',
        'fchmod',
        'fchown',
        'ftruncate',
        'memfd_create',
        'mkfifo',
        'mknod',
        'sendfile',
        'splice',
    ),
}

ZONES = ('/usr/share/zoneinfo', '/usr/lib/zoneinfo', '/usr/share/lib/zoneinfo', '/etc/zoneinfo')
DEVICES = ('/dev/null', '/dev/urandom', '/etc/localtime')

# Whatever the names of the errors are made to mean, something is raised. `''.join` makes an exact text of anything that only
# looks like one.
BEGINNING = """
def hook(event, args):
    if event == 'open' or event == 'os.listdir' or event == 'os.scandir':
        try:
            path = ''.join((args[0],))
        except TypeError:
            path = b''.join((args[0],)).decode('utf-8', 'surrogateescape')
        if event == 'open' and args[2] & {writing!r}:
            raise PermissionError('An action cannot write files.')
        if path in {exact!r}:
            return
        if '/..' in path or '-packages' in path or not path.startswith({roots!r}):
            raise PermissionError('An action cannot read files.')
        return
    if event == 'import':
        if ''.join((args[0],)).split('.')[-1] in {modules!r}:
            raise ImportError('An action cannot use this module.')
        if args[1] is not None and not ''.join((args[1],)).startswith({roots!r}):
            raise ImportError('An action cannot load libraries.')
        return
    if event in {allowed!r}:
        return
"""
REFUSAL = """
    if event.startswith({prefixes!r}):
        raise PermissionError({message!r})
"""


def make_hook(roots):
    text = BEGINNING.format(
        writing=os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND,
        exact=(*roots, *DEVICES),
        roots=tuple(f'{root}{os.sep}' for root in roots),
        modules=tuple(sorted(REFUSED_MODULES)),
        allowed=tuple(sorted(ALLOWED)),
    )
    for what, prefixes in REFUSED.items():
        text += REFUSAL.format(prefixes=prefixes, message=f'An action cannot {what}.')
    errors = {error.__name__: error for error in (ImportError, PermissionError, TypeError)}
    made = {'__builtins__': errors}
    exec(compile(text, '<guard>', 'exec'), made)
    return made['hook']


def _refusing(what):
    def refuse(*_args, **_kwargs):
        raise PermissionError(f'An action cannot {what}.')

    return refuse


def _take_functions():
    system = sys.modules.get('posix') or sys.modules.get('nt')
    for what, names in TAKEN.items():
        refuse = _refusing(what)
        for name in names:
            for module in (os, system):
                if hasattr(module, name):
                    setattr(module, name, refuse)
    # `import subprocess` works, as parts of the standard library do it; starting something does not.
    stand_in = types.ModuleType('_posixsubprocess')
    stand_in.fork_exec = _refusing('start programs')
    sys.modules['_posixsubprocess'] = stand_in
    # Its callbacks could watch the hook.
    if hasattr(sys, 'monitoring'):
        del sys.monitoring


def _forbid_processes():
    """Also new threads, but the ones there are run the calls."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    except (ImportError, AttributeError, ValueError, OSError):
        pass


def _hide():
    """The program is no module that an action could come by."""
    for name in [name for name in sys.modules if name == 'runner' or name.startswith('runner.')]:
        del sys.modules[name]
    sys.modules['__main__'] = types.ModuleType('__main__')


def close_doors(alone):
    """From here on the process only runs actions. `alone`: no kernel's filter keeps it from starting processes."""
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    roots = [path for path in (*sys.path, *ZONES, here) if path]
    hook = make_hook(tuple(dict.fromkeys(roots)))
    _take_functions()
    if alone:
        _forbid_processes()
    _hide()
    sys.addaudithook(hook)

"""
Starts the program that runs actions, confined: bounded resources, no new privileges, Landlock, seccomp. Only our own code runs here,
and the program takes its place.

    python3 -I -S -B jail.py <megabytes> <what,…> program argument…

`what` names what must hold: `landlock`, `seccomp`, or `limits` alone. It ends with code 3 when one of them is not to be had here, and
the host tries a weaker level.

J1 Landlock: the program reads its own standard library, the libraries it is linked with, and our scripts. Nothing else, and writes nothing.
J2 seccomp: a list of what it may ask of the kernel. No sockets, no processes, no signals to others.
J3 Limits hold whatever level there is: address space, CPU time, open files, file size.
"""

import os
import sys

CPU_SECONDS = 600
OPEN_FILES = 64
UNAVAILABLE = 3


def limit(megabytes):
    """J3. Limits that a system does not have are left out: memory is sampled by the host as well."""
    import resource

    for name, value in (
        ('RLIMIT_AS', megabytes * 1024 * 1024),
        ('RLIMIT_CPU', CPU_SECONDS),
        ('RLIMIT_FSIZE', 0),
        ('RLIMIT_NOFILE', OPEN_FILES),
        ('RLIMIT_CORE', 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (AttributeError, ValueError, OSError):
            pass


class Unavailable(Exception):
    pass


def mapped_files():
    """The program, its loader and the libraries it is linked with, by their real paths."""
    with open('/proc/self/maps', encoding='utf-8', errors='surrogateescape') as maps:
        paths = {line.rstrip('\n').split(None, 5)[-1] for line in maps}
    return sorted(path for path in paths if path.startswith('/') and os.path.isfile(path))


def readable_paths():
    here = os.path.dirname(os.path.abspath(__file__))
    libraries = {os.path.dirname(path) for path in mapped_files() if '.so' in os.path.basename(path)}
    zones = ('/usr/share/zoneinfo', '/usr/lib/zoneinfo', '/usr/share/lib/zoneinfo', '/etc/zoneinfo')
    system = ('/etc/ld.so.cache', '/etc/localtime', '/dev/null', '/dev/urandom')
    return [path for path in {here, *sys.path, *libraries, *zones, *system} if path and os.path.exists(path)]


def runnable_paths(program):
    loaders = [path for path in mapped_files() if os.path.basename(path).startswith(('ld-', 'ld.'))]
    return [os.path.realpath(program), *loaders]


# --- Landlock: numbers of <linux/landlock.h>, the same on every architecture.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
PATH_BENEATH = 1
EXECUTE, READ_FILE, READ_DIR = 1 << 0, 1 << 2, 1 << 3
#: How many rights over files each version of the interface knows.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}


def confine_files(libc, program):
    """J1"""
    import ctypes
    import struct

    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        raise Unavailable('landlock')
    files = (1 << FILE_RIGHTS[min(version, 5)]) - 1
    # Also: no TCP, and no signals or abstract sockets outwards, where the kernel knows them.
    rules = struct.pack('=QQQ', files, 3 if version >= 4 else 0, 3 if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = libc.syscall(CREATE_RULESET, rules, ctypes.c_size_t(size), 0)
    if ruleset < 0:
        raise Unavailable('landlock')
    allowed = [(path, READ_FILE | READ_DIR) for path in readable_paths()]
    allowed += [(path, READ_FILE | EXECUTE) for path in runnable_paths(program)]
    for path, rights in allowed:
        if not os.path.isdir(path):
            rights &= ~READ_DIR
        beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
        if libc.syscall(ADD_RULE, ruleset, PATH_BENEATH, struct.pack('=Qi', rights, beneath), 0) != 0:
            raise Unavailable('landlock')
        os.close(beneath)
    if libc.syscall(RESTRICT_SELF, ruleset, 0) != 0:
        raise Unavailable('landlock')
    os.close(ruleset)


# --- seccomp: what Python needs, as (x86_64, aarch64), the most used first.
CALLS = {
    'futex': (202, 98),
    'read': (0, 63),
    'write': (1, 64),
    'clock_gettime': (228, 113),
    'clock_nanosleep': (230, 115),
    'mmap': (9, 222),
    'munmap': (11, 215),
    'mprotect': (10, 226),
    'mremap': (25, 216),
    'madvise': (28, 233),
    'brk': (12, 214),
    'access': (21, None),
    'arch_prctl': (158, None),
    'clock_getres': (229, 114),
    'close': (3, 57),
    'dup': (32, 23),
    'exit': (60, 93),
    'exit_group': (231, 94),
    'faccessat': (269, 48),
    'faccessat2': (439, 439),
    'fcntl': (72, 25),
    'fstat': (5, 80),
    'fstatfs': (138, 44),
    'getcpu': (309, 168),
    'getcwd': (79, 17),
    'getdents64': (217, 61),
    'getegid': (108, 177),
    'geteuid': (107, 175),
    'getgid': (104, 176),
    'getpid': (39, 172),
    'getppid': (110, 173),
    'getrandom': (318, 278),
    'getrlimit': (97, 163),
    'getrusage': (98, 165),
    'gettid': (186, 178),
    'gettimeofday': (96, 169),
    'getuid': (102, 174),
    'ioctl': (16, 29),
    'lseek': (8, 62),
    'lstat': (6, None),
    'membarrier': (324, 283),
    'nanosleep': (35, 101),
    'newfstatat': (262, 79),
    'open': (2, None),
    'openat': (257, 56),
    'poll': (7, None),
    'ppoll': (271, 73),
    'pread64': (17, 67),
    'pselect6': (270, 72),
    'readlink': (89, None),
    'readlinkat': (267, 78),
    'readv': (19, 65),
    'restart_syscall': (219, 128),
    'rseq': (334, 293),
    'rt_sigaction': (13, 134),
    'rt_sigprocmask': (14, 135),
    'rt_sigreturn': (15, 139),
    'sched_getaffinity': (204, 123),
    'sched_yield': (24, 124),
    'select': (23, None),
    'set_robust_list': (273, 99),
    'set_tid_address': (218, 96),
    'setrlimit': (160, 164),
    'sigaltstack': (131, 132),
    'stat': (4, None),
    'statx': (332, 291),
    'sysinfo': (99, 179),
    'time': (201, None),
    'times': (100, 153),
    'uname': (63, 160),
    'writev': (20, 66),
}
CLONE, EXECVE, PRLIMIT64, TGKILL = (56, 220), (59, 221), (302, 261), (234, 131)
ARCHITECTURES = {'x86_64': (0, 0xC000003E), 'aarch64': (1, 0xC00000B7)}
#: Libraries fall back on older calls when a newer one is said not to exist.
NOT_THERE = 0x00050000 | 38
ALLOW, KILL = 0x7FFF0000, 0x80000000
LOAD, EQUAL, ABOVE, BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
CLONE_THREAD = 0x00010000


def argument(index, high=False):
    """Where the filter finds an argument of the call."""
    return 16 + 8 * index + (4 if high else 0)


def filter_of(column, architecture, path):
    """J2. `path` is where the name of the one program that may be started lies in memory."""
    number, steps = 0, []

    def add(code, value, yes=0, no=0):
        steps.append((code, yes, no, value & 0xFFFFFFFF))

    def when(call, *tests):
        """Allows a call whose arguments pass every test. Both jumps are over what stands between here and the step meant."""
        to_end = 2 * len(tests) + 1 + (1 if tests else 0)
        add(EQUAL, call[column], 0, to_end)
        for index, (place, code, value) in enumerate(tests):
            to_refusal = 2 * (len(tests) - index - 1) + 1
            add(LOAD, place)
            add(code, value, 0, to_refusal)
        add(RETURN, ALLOW)
        if tests:
            add(RETURN, NOT_THERE)

    add(LOAD, 4)
    add(EQUAL, architecture, 1, 0)
    add(RETURN, KILL)
    add(LOAD, number)
    if column == 0:
        # The second numbering of the same machine: at least this.
        add(ABOVE, 0x40000000, 0, 1)
        add(RETURN, NOT_THERE)
    for call in CALLS.values():
        if call[column] is not None:
            when(call)
    when(CLONE, (argument(0), BITS, CLONE_THREAD))
    when(PRLIMIT64, (argument(0), EQUAL, 0))
    when(TGKILL, (argument(0), EQUAL, os.getpid()))
    when(EXECVE, (argument(0), EQUAL, path), (argument(0, high=True), EQUAL, path >> 32))
    add(RETURN, NOT_THERE)
    return steps


def confine_calls(libc, path):
    """J2"""
    import ctypes
    import struct

    machine = os.uname().machine
    if machine not in ARCHITECTURES or sys.maxsize < 2**32:
        raise Unavailable('seccomp')
    steps = filter_of(*ARCHITECTURES[machine], path)
    program = b''.join(struct.pack('HBBI', *step) for step in steps)
    held = ctypes.create_string_buffer(program, len(program))
    whole = ctypes.create_string_buffer(struct.pack('HxxxxxxQ', len(steps), ctypes.addressof(held)))
    PR_SET_SECCOMP, FILTER = 22, 2
    if libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.c_void_p(ctypes.addressof(whole)), 0, 0) != 0:
        raise Unavailable('seccomp')


def confine(wanted, command):
    """Does what is wanted, in an order in which nothing takes away what the next needs, and becomes the program."""
    try:
        import ctypes

        libc = ctypes.CDLL(None, use_errno=True)
    except (ImportError, OSError) as missing:
        raise Unavailable('ctypes') from missing
    PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, SIGKILL = 1, 38, 9
    libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise Unavailable('no_new_privs')
    path = ctypes.create_string_buffer(os.fsencode(command[0]))
    words = (ctypes.c_char_p * (len(command) + 1))(*map(os.fsencode, command), None)
    variables = [b'='.join(pair) for pair in os.environb.items()]
    environment = (ctypes.c_char_p * (len(variables) + 1))(*variables, None)
    if 'landlock' in wanted:
        confine_files(libc, command[0])
    if 'seccomp' in wanted:
        confine_calls(libc, ctypes.addressof(path))
    libc.execve(path, words, environment)
    raise Unavailable('the program')


def main():
    megabytes, wanted, command = int(sys.argv[1]), sys.argv[2].split(','), sys.argv[3:]
    limit(megabytes)
    if wanted == ['limits']:
        os.execv(command[0], command)
    try:
        confine(wanted, command)
    except Unavailable as missing:
        sys.stderr.write(f'not available here: {missing}\n')
        os._exit(UNAVAILABLE)


main()

"""
The program inside of a Python child: loads one solution's files and runs its actions, several at a time, each in a thread.

It owns what an action sees: `log`, `print`, `requests`, `context`, the reading of results. The limits that must hold against an action
(time, memory, addresses, secrets) are the host's, on the other side of the pipe, and the kernel's: see `jail.py`.

    python3 -I -S -B main.py <threads> [alone]

`alone`: nothing but the limits of resources holds this process, so they also forbid it new processes.

M1 The main thread runs no code of an action: it reads frames, and so can always tell where a call is, and stop it.
M2 A ping is answered once every call that was stopped has ended: until then the process is not free of it.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import threading
from queue import SimpleQueue

from runner import call as calls
from runner import failure, guard, log, solution, web, wire
from runner.context import read_context
from runner.result import read_result

#: 1 MB is enough for Python's own limit of recursion, and small beside what the process may hold.
STACK_BYTES = 1024 * 1024
#: A thread that computes gives the others a turn after so many seconds.
TURN_SECONDS = 0.002

tasks = SimpleQueue()
open_calls = {}
stopped = set()
held_pings = []
ending = threading.Lock()


def execute(call):
    """Runs one action to how it ended."""
    try:
        action = solution.find_action(call.action)
        if action is None:
            return {'kind': 'missing', 'message': f'This version has no action "{call.action}".'}
        # The last moment at which it is sure that the action's code has not begun.
        wire.send({'kind': 'begun', 'call': call.id})
        returned = action().execute(log.Log(call), call.payload, read_context(call.context))
        return read_result(returned)
    except calls.Stopped:
        return None
    except BaseException as error:
        return {'kind': 'thrown', 'thrown': failure.describe(error)}


def run(call):
    calls.enter(call)
    end = None if call.over.is_set() else execute(call)
    if not call.over.is_set() and end is not None:
        log.finish(call)
        call.end()
        wire.send({'kind': 'done', 'call': call.id, 'end': end})
    calls.enter(None)
    release(call)


def load(call, frame):
    """As call 0, so that a file that does not come to an end can be found."""
    calls.enter(call)
    solution.load(wire.decode(frame['bundle']), frame['params'], frame['secrets'])
    calls.enter(None)
    if not call.over.is_set():
        call.end()
        wire.send({'kind': 'loaded', 'thrown': None, 'timeouts': solution.timeouts()})
    release(call)


def release(call):
    """The thread is free again; answers the pings that waited for that. M2"""
    with ending:
        open_calls.pop(call.id, None)
        stopped.discard(call.id)
        pings = [] if stopped else held_pings[:]
        if pings:
            held_pings.clear()
    for ping in pings:
        wire.send({'kind': 'pong', 'ping': ping})


def stop(id):
    """Ends a call from outside: tells the host where it is, and the call that it is over."""
    with ending:
        call = open_calls.get(id)
        if call is None:
            return
        stopped.add(id)
    stack = failure.where(call.thread) if call.thread is not None else ''
    call.end()
    wire.send({'kind': 'stopped', 'call': id, 'stack': stack})


def ping(number):
    with ending:
        if stopped:
            held_pings.append(number)
            return
    wire.send({'kind': 'pong', 'ping': number})


def begin(call, work, *rest):
    with ending:
        open_calls[call.id] = call
    tasks.put((work, call, *rest))


def handle(frame):
    kind = frame['kind']
    if kind == 'call':
        begin(calls.Call(frame['call'], frame['action'], frame['payload'], frame['context']), run)
    elif kind == 'answer':
        wire.answered(frame['rpc'], frame['value'], None)
    elif kind == 'refusal':
        wire.answered(frame['rpc'], None, frame['error'])
    elif kind == 'ping':
        ping(frame['ping'])
    elif kind == 'cancel':
        stop(frame['call'])
    elif kind == 'load':
        begin(calls.Call(0), load, frame)
    elif kind == 'describe':
        tasks.put((describe, None))
    elif kind == 'hello':
        wire.set_token(frame['token'])
        wire.send({'kind': 'ready'})


def describe(_call):
    # Not needed where actions only run, so it is not among what this program began with.
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from runner.describe import describe_solution

    wire.send({'kind': 'described', 'description': describe_solution(solution, failure)})


def work():
    while True:
        task, *arguments = tasks.get()
        task(*arguments)


def main():
    threads, alone = int(sys.argv[1]), 'alone' in sys.argv[2:]
    threading.stack_size(STACK_BYTES)
    sys.setswitchinterval(TURN_SECONDS)
    for _ in range(threads):
        threading.Thread(target=work, daemon=True).start()
    end = os._exit
    sys.stdout = sys.__stdout__ = log.Stream('info')
    sys.stderr = sys.__stderr__ = log.Stream('warn')
    sys.stdin = sys.__stdin__ = None
    calls.take_over()
    web.offer()
    del sys.path[0]
    guard.close_doors(alone)
    code = 1
    try:
        wire.receive(handle)
        code = 0
    except BaseException as error:
        # For the host, which reads the last words of a process that ended.
        os.write(2, f'{type(error).__name__}: {error}\n'.encode('utf-8', 'replace'))
    finally:
        # No thread of an action outlives the host.
        end(code)


main()

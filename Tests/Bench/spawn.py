"""Starts a program and writes to a descriptor its seconds, its seconds of processor time, its peak of memory in bytes
and its exit code, negative for a signal: spawn.py DESCRIPTOR PATIENCE PROGRAM [ARGUMENT...]

Small on purpose, because the memory of this process is the least that can be measured (some 9 MB).
"""

import os
import select
import signal
import sys
import time

descriptor, patience, command = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
begin = time.perf_counter()
process = os.posix_spawnp(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_CLOSE, descriptor)])
ended = os.pidfd_open(process)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
try:
    if not select.select([ended], [], [], patience)[0]:
        os.kill(process, signal.SIGKILL)
except BaseException:
    os.kill(process, signal.SIGKILL)
    os.wait4(process, 0)
    raise
_, status, usage = os.wait4(process, 0)
seconds = time.perf_counter() - begin
code = os.waitstatus_to_exitcode(status)
os.write(descriptor, f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss * 1024} {code}\n".encode())

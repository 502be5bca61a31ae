"""The process that `serve` runs above its workers: gunicorn's, which lets nobody in amid its stopping.

Whoever connects between a worker's last look at who has come and the closing of its socket would be turned away with
a reset connection, and could not tell whether what it sent was done. So the system is told first to pass over whoever
asks for a connection: it asks again after a second, and is refused by then, or meets the server that was started next.
Some systems let only a process with CAP_NET_ADMIN say so; without, who comes within that blink may be cut off.
"""

import ctypes
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress

from gunicorn.arbiter import Arbiter

_SO_ATTACH_FILTER = 26  # of Linux, which Python has no name for
# A program of the Berkeley Packet Filter over a TCP segment, as (code, steps if so, steps if not, operand): load the
# byte of the flags; is SYN among them? then keep nothing of the segment, else all of it.
_NOT_A_SYN = ((0x30, 0, 0, 13), (0x45, 0, 1, 0x02), (0x06, 0, 0, 0), (0x06, 0, 0, 0xFFFFFFFF))


class Master(Arbiter):  # type: ignore[misc]
    """The master of workers that share a listening socket."""

    def stop(self, graceful: bool = True) -> None:
        """Have the workers end what they are at, and end."""
        if self.reexec_pid == self.master_pid == 0:  # no other master goes on with these sockets
            with suppress(OSError):
                take_no_more(listener.sock for listener in self.LISTENERS)
        super().stop(graceful)


def take_no_more(listeners: Iterable[socket.socket]) -> None:
    """Pass over who asks for a connection from now on; those who have been let in are still there to be accepted.

    Raises OSError where the system does not know how, or lets this process not say so.
    """
    steps = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _NOT_A_SYN))
    program = struct.pack("HP", len(_NOT_A_SYN), ctypes.addressof(steps))
    for listener in listeners:
        listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, program)

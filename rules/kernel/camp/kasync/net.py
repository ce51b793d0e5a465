"""`kernel::kasync::net` of the camp's crate: sockets that tasks wait for."""

resources = {
    "net.socket": {
        "noun": "the socket", "release": "dropping its `TcpListener` or `TcpStream`", "life": "function",
    },
}


class Socket:
    """`struct socket`: how often it was waited for."""

    turns: "int"


@acquires("net.socket", "return")
@fails("null", 98)
@source("net/socket.c sock_create_kern, kernel_bind, kernel_listen; rust/kernel/net.rs TcpListener::try_new")
def socket_made():
    return allocate(Socket(turns=0))


@releases("net.socket", "socket")
def socket_gone(socket):
    free(socket)


class TcpListener:
    socket: "pointer"

    def try_new(namespace, address):
        socket = socket_made()
        if socket == 0:
            return Err(-98)
        return Ok(TcpListener(socket=socket))

    def accept(self):
        """One connection comes; for the next one it waits."""
        if self.socket.turns > 0:
            parked("the task waits for a connection")
        self.socket.turns = 1
        socket = socket_made()
        if socket == 0:
            return Err(-98)
        return Ok(TcpStream(socket=socket))

    def drop(self):
        socket_gone(self.socket)


class TcpStream:
    """Six bytes come, then the partner closes the connection."""

    socket: "pointer"

    def read(self, buffer):
        if self.socket.turns > 0:
            return Ok(0)
        self.socket.turns = 1
        count = minimum(6, length(buffer))
        unknown_bytes(buffer)
        return Ok(count)

    def write(self, buffer):
        return Ok(length(buffer))

    def write_all(self, buffer):
        return Ok(None)

    def drop(self):
        socket_gone(self.socket)

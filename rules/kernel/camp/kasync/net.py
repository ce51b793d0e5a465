"""`kernel::kasync::net` of the camp's crate: sockets that tasks wait for."""

resources = {
    "net.sock": {
        "noun": "the socket", "release": "dropping its `TcpListener` or `TcpStream`", "life": "function",
    },
}


class TcpListener:
    socket: "pointer"

    def try_new(namespace, address):
        socket = 0
        ret = sock_create_kern(0, 2, 1, 6, ref(socket))
        if ret != 0:
            return Err(ret)
        listener = TcpListener(socket=socket)
        ret = kernel_bind(socket, 0, 0)
        if ret != 0:
            return Err(ret)
        ret = kernel_listen(socket, 128)
        if ret != 0:
            return Err(ret)
        return Ok(listener)

    def accept(self):
        """One connection comes; for the next one it waits."""
        if self.socket.turns > 0:
            parked("the task waits for a connection")
        self.socket.turns = 1
        socket = 0
        ret = kernel_accept(self.socket, ref(socket), 0)
        if ret != 0:
            return Err(ret)
        return Ok(TcpStream(socket=socket))

    def drop(self):
        sock_release(self.socket)


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
        sock_release(self.socket)

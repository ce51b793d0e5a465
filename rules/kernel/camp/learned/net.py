"""`kernel::net`, derived from the source of the crate."""


class TcpListener:
    sock: "*bindings::socket"

    # learned 088ed53e466e
    def drop(self):
        sock_release(self.sock)


class TcpStream:
    sock: "*bindings::socket"

    # learned 088ed53e466e
    def drop(self):
        sock_release(self.sock)

"""`kernel::net`, derived from the source of the crate."""


class TcpListener:
    sock: "*bindings::socket"

    # learned f9dc54dc787d
    def accept(self, block):
        if block:
            out1_1 = 0
            r1 = kernel_accept(self.sock, ref(out1_1), 0)
            if r1 < 0:
                return Err(r1)
            return Ok(TcpStream(sock=out1_1))
        out1_1 = 0
        r1 = kernel_accept(self.sock, ref(out1_1), O_NONBLOCK)
        if r1 < 0:
            return Err(r1)
        return Ok(TcpStream(sock=out1_1))

    # learned 088ed53e466e
    def drop(self):
        sock_release(self.sock)


class TcpStream:
    sock: "*bindings::socket"

    # learned 088ed53e466e
    def drop(self):
        sock_release(self.sock)

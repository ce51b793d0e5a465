"""`kernel::kasync::net`, derived from the source of the crate."""


class SocketFuture(Generic[Out, F]):
    sock: "*bindings::socket"
    mask: "u32"
    is_queued: "bool"
    wq_entry: "kernel::types::Opaque<bindings::wait_queue_entry>"
    waker: "kernel::sync::nowait::NoWaitLock<core::Option<core::Waker>>"
    operation: "'F"

    # learned bbbd7cd48d1e
    def drop(self):
        if self.is_queued:
            remove_wait_queue(self.sock.wq.wait, self.wq_entry)
            return None
        return None

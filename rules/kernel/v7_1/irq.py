"""`kernel::irq` of Linux 7.1: a registration owns its handler, and goes when the device is unbound.

The handler is a field that is declared after the registration of the line, so it is dropped after it.
"""

from core import PinInit
from kernel.devres import Devres

constants = {
    "kernel::irq::Flags::SHARED": 0x80, "kernel::irq::Flags::TRIGGER_NONE": 0,
    "kernel::irq::Flags::TRIGGER_RISING": 1, "kernel::irq::Flags::TRIGGER_FALLING": 2,
    "kernel::irq::Flags::TRIGGER_HIGH": 4, "kernel::irq::Flags::TRIGGER_LOW": 8,
    "kernel::irq::Flags::ONESHOT": 0x2000,
}


class IrqReturn:
    variants = ["None", "Handled"]
    numbers = {"None": 0, "Handled": 1}


class ThreadedIrqReturn:
    variants = ["None", "Handled", "WakeThread"]
    numbers = {"None": 0, "Handled": 1, "WakeThread": 2}


class IrqRequest:
    dev: "pointer"
    irq: "u32"

    def irq(self):
        return self.irq


class Line:
    """The handler on the line, as long as it is there."""

    irq: "u32"
    token: "pointer"
    action: "pointer"

    def drop(self):
        free_irq(self.irq, self.token)
        free(self.token)

    def synchronize(self):
        return None


class Token:
    """What the handler gets."""

    handler: "pointer"
    dev: "pointer"


class Registration(Generic[H]):
    inner: "Devres<Line>"
    handler: "Box<H>"

    def new(request, flags, name, handler):
        """The handler is made before the line is asked for."""
        made = PinInit.run(handler)
        if is_err(made):
            return made
        held_handler = box(payload(made))
        line = line_of(Self, request, flags, as_raw(peek(held_handler)))
        if is_err(line):
            return line
        inner = Devres.new(borrow(request.dev), line)
        if is_err(inner):
            return inner
        return Ok(Registration(inner=payload(inner), handler=held_handler))

    def handler(self):
        return borrow(read_through(self.handler))

    def try_synchronize(self):
        return Ok(None)

    def synchronize(self, dev):
        return Ok(None)

    def handler_callback(token):
        return invoke(only(H, "kernel::irq::Handler"), "handle", borrow(token.handler), borrow(token.dev))


class ThreadedRegistration(Generic[H]):
    inner: "Devres<Line>"
    handler: "Box<H>"

    def new(request, flags, name, handler):
        made = PinInit.run(handler)
        if is_err(made):
            return made
        held_handler = box(payload(made))
        line = line_of(Self, request, flags, as_raw(peek(held_handler)))
        if is_err(line):
            return line
        inner = Devres.new(borrow(request.dev), line)
        if is_err(inner):
            return inner
        return Ok(ThreadedRegistration(inner=payload(inner), handler=held_handler))

    def handler(self):
        return borrow(read_through(self.handler))

    def try_synchronize(self):
        return Ok(None)

    def synchronize(self, dev):
        return Ok(None)

    def handler_callback(token):
        """A driver without one leaves all to the thread."""
        handler = only(H, "kernel::irq::ThreadedHandler")
        if not has_method(handler, "handle"):
            return 2
        ret = invoke(handler, "handle", borrow(token.handler), borrow(token.dev))
        if ret == ThreadedIrqReturn.WakeThread:
            return 2
        return ret

    def thread_callback(token):
        handler = only(H, "kernel::irq::ThreadedHandler")
        return invoke(handler, "handle_threaded", borrow(token.handler), borrow(token.dev))


def line_of(registration, request, flags, handler):
    token = allocate(Token(handler=handler, dev=request.dev))
    ret = request_irq(request.irq, registration, flags, "", token)
    if ret != 0:
        free(token)
        return Err(ret)
    return Ok(Line(irq=request.irq, token=token, action=newest_action()))

own = ["kernel::irq::Line", "kernel::irq::line_of"]

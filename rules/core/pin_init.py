"""`pin_init`: computations that initialise a value in its place when they are run, and not before.

What implements `PinInit` is one of four: what a macro makes, the same behind `pin_init_scope`, a `Result` of
the value, or the value. Source: the documentation of the crate `pin-init`.
"""

from bindings import Allocator

aliases = {
    "kernel::init::PinInit": "core::PinInit",
    "pin_init::pin_init_scope": "core::PinInit::scope", "pin_init::init_scope": "core::PinInit::scope",
    "pin_init::zeroed": "core::mem::zeroed", "pin_init::Zeroable": "core::Zeroable",
    "pin_init::init_zeroed": "core::Zeroable::init_zeroed",
    "pin_init::PinInit": "core::PinInit", "pin_init::Init": "core::PinInit",
}


class PinInit:
    """`body` gives a `Result` of the value."""

    body: "F"

    def scope(body):
        return Scope(body=body)

    def run(init):
        """The value, or the error; by now all that it consists of is made."""
        if is_a(ref(init), "core::PinInit"):
            body = take(init.body)
            return body()
        if is_a(ref(init), "core::pin_init::Scope"):
            body = take(init.body)
            inner = body()
            if is_err(inner):
                return inner
            return PinInit.run(payload(inner))
        if is_a(ref(init), "core::pin_init::Then"):
            first = PinInit.run(take(init.first))
            if is_err(first):
                return first
            value = payload(first)
            body = take(init.body)
            after = body(ref(value))
            if is_err(after):
                return after
            return Ok(value)
        if is_a(ref(init), "core::Result"):
            return init
        return Ok(init)

    traits = ["core::Chained"]


class Chained:
    """What each of them can be followed by."""

    @by_value
    def chain(self, body):
        return Then(first=self, body=body)


class Zeroable:
    path = "core::Zeroable"

    def init_zeroed():
        """As the base of `init!`: the fields that are not given are zeros, whatever that means to them."""
        return unknown("a value of zeros")


class Scope:
    """A computation that says which computation it is."""

    path = "core::pin_init::Scope"
    body: "F"
    traits = ["core::Chained"]


class Then:
    """A computation, and what is done with its value at once."""

    path = "core::pin_init::Then"
    first: "I"
    body: "F"
    traits = ["core::Chained"]


class InPlace:
    """What boxes make in the place that they allocate."""

    path = "core::in_place"

    def boxed(init, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        result = PinInit.run(init)
        if is_err(result):
            return result
        return Ok(box(payload(result)))

    def counted(init, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        result = PinInit.run(init)
        if is_err(result):
            return result
        return Ok(arc(payload(result)))

"""Initialisers in place, and closures that the crate runs at once. Source: rust/pin-init, rust/kernel.

An initialiser is run where it is made: what runs later, and at which address, is not told.
"""

init_macros = ["pin_init", "try_pin_init", "init", "try_init"]
block_macros = ["from_kernel_result"]
aliases = {
    "pin_init::pin_init_from_closure": "core::Init::from_closure",
    "pin_init::init_from_closure": "core::Init::from_closure",
    "kernel::init::pin_init_from_closure": "core::Init::from_closure",
    "kernel::init::init_from_closure": "core::Init::from_closure",
    "pin_init::pin_init_scope": "core::Init::scope",
    "pin_init::pin_init::pin_init_scope": "core::Init::scope",
}


class Init:
    path = "core::Init"

    def run(how):
        if runs(peek(how)):
            return how()
        return initialised(how)

    def slot():
        return place_of_self()

    def from_closure(f):
        place = zero(0)
        result = f(ref(place))
        if is_err(result):
            return result
        return Ok(place)

    def scope(f):
        result = f()
        if is_err(result):
            return result
        return Init.run(payload(result))


class Box:
    path = "core::Box"

    def try_pin_init(how, flags):
        if kmalloc() == 0:
            return Err(-12)
        result = Init.run(how)
        if is_err(result):
            return result
        return Ok(box(payload(result)))

    def pin_init(how, flags):
        return Box.try_pin_init(how, flags)

    def try_init(how, flags):
        return Box.try_pin_init(how, flags)

    def init(how, flags):
        return Box.try_pin_init(how, flags)


class Arc:
    path = "core::Arc"

    def try_pin_init(how, flags):
        if kmalloc() == 0:
            return Err(-12)
        result = Init.run(how)
        if is_err(result):
            return result
        return Ok(arc(payload(result)))

    def pin_init(how, flags):
        return Arc.try_pin_init(how, flags)

    def try_init(how, flags):
        return Arc.try_pin_init(how, flags)

    def init(how, flags):
        return Arc.try_pin_init(how, flags)


class Opaque:
    path = "kernel::types::Opaque"

    def try_ffi_init(f):
        place = zero(0)
        result = f(ref(place))
        if is_err(result):
            return result
        return Ok(place)

    def ffi_init(f):
        place = zero(0)
        f(ref(place))
        return Ok(place)

    def pin_init(how):
        return Init.run(how)


class Chained:
    """`PinInit::pin_chain(init, f)` and `init.pin_chain(f)` are run where they stand, too."""

    path = "core::PinInit"

    def pin_chain(how, f):
        result = Init.run(how)
        if is_err(result):
            return result
        made = payload(result)
        after = f(ref(made))
        if is_err(after):
            return after
        return Ok(made)

    def chain(how, f):
        return Chained.pin_chain(how, f)


class Any:
    path = "core::Any"

    def pin_chain(self, f):
        return Chained.pin_chain(self, f)

    def chain(self, f):
        return Chained.pin_chain(self, f)

    def __pinned_init(self, slot):
        result = Init.run(self)
        if is_err(result):
            return result
        fill(slot, payload(result))
        return Ok(None)


class Macros:
    path = "kernel"

    def from_kernel_result_macro(f):
        result = f()
        return payload(result)

"""Atomics and cells: values that change behind a shared reference."""


class Exchanged:
    """What atomic numbers and truths have in common."""

    path = "core::Exchanged"

    def load(self, ordering):
        return self.value

    def store(self, value, ordering):
        self.value = value

    def swap(self, value, ordering):
        old = self.value
        self.value = value
        return old

    def xchg(self, value, ordering):
        """Those of the kernel's own atomics have other names."""
        return self.swap(value, ordering)

    def cmpxchg(self, expected, value, ordering):
        return self.compare_exchange(expected, value, ordering, ordering)

    def compare_exchange(self, expected, value, success, failure):
        old = self.value
        if old == expected:
            self.value = value
            return Ok(old)
        return Err(old)

    def compare_exchange_weak(self, expected, value, success, failure):
        return self.compare_exchange(expected, value, success, failure)

    def fetch_update(self, success, failure, function):
        old = self.value
        new = function(old)
        if is_some(new):
            self.value = payload(new)
            return Ok(old)
        return Err(old)

    def fetch_or(self, value, ordering):
        old = self.value
        self.value = old | value
        return old

    def fetch_and(self, value, ordering):
        old = self.value
        self.value = old & value
        return old

    def fetch_xor(self, value, ordering):
        old = self.value
        self.value = old ^ value
        return old

    def get_mut(self):
        return ref(self.value)

    @by_value
    def into_inner(self):
        return self.value


class AtomicPtr:
    traits = ["core::Exchanged"]
    value: "pointer"

    def new(pointer):
        return AtomicPtr(value=pointer)

    def store(self, pointer, ordering):
        overwrite(ref(self.value), pointer)


class AtomicBool:
    traits = ["core::Exchanged"]
    value: "bool"

    def new(value):
        return AtomicBool(value=value)

    def fetch_not(self, ordering):
        old = self.value
        self.value = not old
        return old


class AtomicUsize:
    traits = ["core::Exchanged"]
    value: "word"

    def new(value):
        return AtomicUsize(value=value)

    def fetch_add(self, value, ordering):
        old = self.value
        self.value = self.value.wrapping_add(value)
        return old

    def add(self, value, ordering):
        self.value = self.value.wrapping_add(value)

    def fetch_sub(self, value, ordering):
        old = self.value
        self.value = self.value.wrapping_sub(value)
        return old

    def fetch_max(self, value, ordering):
        old = self.value
        self.value = maximum(old, value)
        return old

    def fetch_min(self, value, ordering):
        old = self.value
        self.value = minimum(old, value)
        return old


class AtomicIsize:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "isize"

    def new(value):
        return AtomicIsize(value=value)


class AtomicU8:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "u8"

    def new(value):
        return AtomicU8(value=value)


class AtomicU16:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "u16"

    def new(value):
        return AtomicU16(value=value)


class AtomicU32:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "u32"

    def new(value):
        return AtomicU32(value=value)


class AtomicU64:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "u64"

    def new(value):
        return AtomicU64(value=value)


class AtomicI8:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "i8"

    def new(value):
        return AtomicI8(value=value)


class AtomicI16:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "i16"

    def new(value):
        return AtomicI16(value=value)


class AtomicI32:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "i32"

    def new(value):
        return AtomicI32(value=value)


class AtomicI64:
    traits = ["core::AtomicUsize", "core::Exchanged"]
    value: "i64"

    def new(value):
        return AtomicI64(value=value)


class RefCell:
    value: "T"

    def new(value):
        return RefCell(value=value)

    def borrow(self):
        return ref(self.value)

    def borrow_mut(self):
        return ref(self.value)

    def replace(self, value):
        return replace(ref(self.value), value)

    def get_mut(self):
        return ref(self.value)


class Cell:
    value: "T"

    def new(value):
        return Cell(value=value)

    def get(self):
        return self.value

    def set(self, value):
        self.value = value

    def take(self):
        return replace(ref(self.value), default_like(ref(self.value)))

    def replace(self, value):
        return replace(ref(self.value), value)


class UnsafeCell:
    value: "T"

    def new(value):
        return UnsafeCell(value=value)

    def get(self):
        return raw(self.value)

    def get_mut(self):
        return ref(self.value)

    @by_value
    def into_inner(self):
        return take(self.value)


class Atomics:
    path = "core::sync::atomic"

    def fence(ordering):
        return None

    def compiler_fence(ordering):
        return None

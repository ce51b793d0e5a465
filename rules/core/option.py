"""`core::option::Option` and `core::result::Result`, as their documentation says."""

from core import SomeIter, Whole


class Option:
    variants = ["Some", "None"]

    @by_value
    def unwrap(self):
        if is_some(self):
            return payload(self)
        panic("called `Option::unwrap()` on a `None` value")

    @by_value
    def expect(self, text):
        if is_some(self):
            return payload(self)
        panic("called `Option::expect()` on a `None` value")

    @by_value
    def unwrap_or(self, other):
        if is_some(self):
            return payload(self)
        return other

    @by_value
    def ok_or(self, error):
        if is_some(self):
            return Ok(payload(self))
        return Err(error)

    @by_value
    def ok_or_else(self, error):
        if is_some(self):
            return Ok(payload(self))
        return Err(error())

    @by_value
    def map(self, f):
        if is_some(self):
            return Some(f(payload(self)))
        return NONE

    @by_value
    def and_then(self, f):
        if is_some(self):
            return f(payload(self))
        return NONE

    @by_value
    def unwrap_or_else(self, f):
        if is_some(self):
            return payload(self)
        return f()

    @by_value
    def unwrap_or_default(self):
        if is_some(self):
            return payload(self)
        return 0

    @by_value
    def map_or(self, other, f):
        if is_some(self):
            return f(payload(self))
        return other

    @by_value
    def map_or_else(self, other, f):
        if is_some(self):
            return f(payload(self))
        return other()

    @by_value
    def is_some_and(self, f):
        if is_some(self):
            return f(payload(self))
        return False

    @by_value
    def filter(self, f):
        if is_some(self):
            value = payload(self)
            if f(ref(value)):
                return Some(value)
        return NONE

    @by_value
    def inspect(self, f):
        if is_some(self):
            ignored = f(payload_ref(self))
        return self

    @by_value
    def or_(self, other):
        if is_some(self):
            return self
        return other

    @by_value
    def or_else(self, f):
        if is_some(self):
            return self
        return f()

    @by_value
    def flatten(self):
        if is_some(self):
            return payload(self)
        return NONE

    @by_value
    def and_(self, other):
        if is_some(self):
            return other
        return NONE

    @by_value
    def xor(self, other):
        if is_some(self):
            if is_some(other):
                return NONE
            return self
        return other

    @by_value
    def zip(self, other):
        if is_some(self) and is_some(other):
            return Some((payload(self), payload(other)))
        return NONE

    def get_or_insert(self, value):
        if not is_some(self):
            old = replace(self, Some(value))
        return payload_ref(self)

    def get_or_insert_with(self, make):
        if not is_some(self):
            old = replace(self, Some(make()))
        return payload_ref(self)

    def take_if(self, predicate):
        if is_some(self) and predicate(payload_ref(self)):
            return replace(self, NONE)
        return NONE

    @by_value
    def is_none_or(self, f):
        if is_some(self):
            return f(payload(self))
        return True

    def copied(self):
        if is_some(self):
            return Some(read_through(payload_ref(self)))
        return NONE

    def iter(self):
        return SomeIter(held=self, given=0)

    @by_value
    def into_iter(self):
        return Whole(held=self)

    @by_value
    def transpose(self):
        """`Option<Result<T>>` to `Result<Option<T>>`."""
        if is_some(self):
            inner = payload(self)
            if is_ok(inner):
                return Ok(Some(payload(inner)))
            return inner
        return Ok(NONE)

    def is_some(self):
        if is_some(self):
            return True
        return False

    def is_none(self):
        if is_some(self):
            return False
        return True

    def take(self):
        return replace(self, NONE)

    def replace(self, value):
        return replace(self, Some(value))

    def insert(self, value):
        old = replace(self, Some(value))
        return payload_ref(self)


class Shared:
    """What an `Option` gives without being taken apart."""

    path = "core::Option"

    def as_ref(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def as_mut(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def as_deref(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def as_deref_mut(self):
        if is_some(self):
            return Some(payload_ref(self))
        return NONE

    def clone(self):
        if is_some(self):
            inner = payload_ref(self)
            return Some(inner.clone())
        return NONE

    def cloned(self):
        if is_some(self):
            inner = payload_ref(self)
            return Some(inner.clone())
        return NONE


class Question(Generic[E]):
    """`?` where the function returns errors of another type."""

    path = "core::Result"

    def questioned(result):
        if not is_err(result):
            return result
        error = payload(result)
        if type_of(ref(error)) == E:
            return Err(error)
        return Err(invoke(E, "from", error))

    def questioned_number(result):
        """Where the errors of the function are the numbers of C."""
        if not is_err(result):
            return result
        error = payload(result)
        if numeric(error):
            return Err(error)
        return Err(invoke(E, "from", error))


class Result:
    variants = ["Ok", "Err"]

    @by_value
    def unwrap(self):
        if is_ok(self):
            return payload(self)
        panic("called `Result::unwrap()` on an `Err` value")

    @by_value
    def expect(self, text):
        if is_ok(self):
            return payload(self)
        panic("called `Result::expect()` on an `Err` value")

    @by_value
    def unwrap_or(self, other):
        if is_ok(self):
            return payload(self)
        return other

    @by_value
    def ok(self):
        if is_ok(self):
            return Some(payload(self))
        return NONE

    @by_value
    def map(self, f):
        if is_ok(self):
            return Ok(f(payload(self)))
        return self

    @by_value
    def map_err(self, f):
        if is_ok(self):
            return self
        return Err(f(payload(self)))

    @by_value
    def and_then(self, f):
        if is_ok(self):
            return f(payload(self))
        return self

    @by_value
    def unwrap_or_else(self, f):
        if is_ok(self):
            return payload(self)
        return f(payload(self))

    @by_value
    def unwrap_or_default(self):
        if is_ok(self):
            return payload(self)
        return 0

    @by_value
    def map_or(self, other, f):
        if is_ok(self):
            return f(payload(self))
        return other

    @by_value
    def err(self):
        if is_ok(self):
            return NONE
        return Some(payload(self))

    @by_value
    def inspect(self, f):
        if is_ok(self):
            ignored = f(payload_ref(self))
        return self

    @by_value
    def inspect_err(self, f):
        if is_err(self):
            ignored = f(payload_ref(self))
        return self

    @by_value
    def or_else(self, f):
        if is_ok(self):
            return self
        return f(payload(self))

    @by_value
    def and_(self, other):
        if is_ok(self):
            return other
        return self

    @by_value
    def or_(self, other):
        if is_ok(self):
            return self
        return other

    @by_value
    def is_err_and(self, f):
        if is_ok(self):
            return False
        return f(payload(self))

    @by_value
    def map_or_else(self, other, f):
        if is_ok(self):
            return f(payload(self))
        return other(payload(self))

    @by_value
    def is_ok_and(self, f):
        if is_ok(self):
            return f(payload(self))
        return False

    def is_ok(self):
        if is_ok(self):
            return True
        return False

    def is_err(self):
        if is_ok(self):
            return False
        return True

    def as_ref(self):
        if is_ok(self):
            return Ok(payload_ref(self))
        return Err(payload_ref(self))

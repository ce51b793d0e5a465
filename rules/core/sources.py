"""Iterators of nothing but a function or a value. Source: the documentation of `core::iter`."""

from core import Take


class iter:
    path = "core::iter"

    def from_fn(function):
        return FromFn(function=function)

    def once(value):
        return Once(value=Some(value))

    def repeat(value):
        return Repeat(value=value)

    def repeat_n(value, count):
        return Take(inner=Repeat(value=value), left=count)

    def successors(first, function):
        return Successors(following=first, function=function)


class FromFn:
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        function = self.function
        return function()


class Once:
    value: "Option<T>"
    traits = ["core::Iterator"]

    def next(self):
        return replace(ref(self.value), NONE)


class Repeat:
    value: "T"
    traits = ["core::Iterator"]

    def next(self):
        return Some(copy(self.value))


class Successors:
    following: "Option<T>"
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        given = replace(ref(self.following), NONE)
        if is_none(given):
            return NONE
        function = self.function
        self.following = function(payload_ref(given))
        return given

"""Iterators over other iterators."""


class Enumerate:
    inner: "I"
    count: "usize"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            self.count = self.count + 1
            return Some((self.count - 1, payload(item)))
        return NONE


class Map:
    inner: "I"
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            function = ref(self.function)
            return Some(function(payload(item)))
        return NONE


class Zip:
    left: "I"
    right: "J"
    traits = ["core::Iterator"]

    def next(self):
        one = self.left.next()
        other = self.right.next()
        if is_some(one) and is_some(other):
            return Some((payload(one), payload(other)))
        return NONE


class Take:
    inner: "I"
    left: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.left == 0:
            return NONE
        self.left = self.left - 1
        return self.inner.next()


class StepBy:
    """Each so-manieth, the first one first."""

    inner: "I"
    step: "usize"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        passed = 1
        while passed < self.step:
            left_out = self.inner.next()
            passed = passed + 1
        return item


class Filter:
    inner: "I"
    predicate: "F"
    traits = ["core::Iterator"]

    def next(self):
        predicate = ref(self.predicate)
        item = self.inner.next()
        while is_some(item):
            if predicate(payload_ref(item)):
                return item
            item = self.inner.next()
        return NONE


class FilterMap:
    inner: "I"
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        function = ref(self.function)
        item = self.inner.next()
        while is_some(item):
            found = function(payload(item))
            if is_some(found):
                return found
            item = self.inner.next()
        return NONE


class Inspect:
    inner: "I"
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            function = ref(self.function)
            function(payload_ref(item))
        return item


class TakeWhile:
    inner: "I"
    predicate: "F"
    ended: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if self.ended:
            return NONE
        item = self.inner.next()
        if is_some(item):
            predicate = ref(self.predicate)
            if predicate(payload_ref(item)):
                return item
        self.ended = 1
        return NONE


class Chain:
    first: "I"
    second: "J"
    passed: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if not self.passed:
            item = self.first.next()
            if is_some(item):
                return item
            self.passed = 1
        return self.second.next()


class Copied:
    inner: "I"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            return Some(read_through(payload(item)))
        return NONE

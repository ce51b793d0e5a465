"""Iterators over other iterators, and over options."""


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
        if not is_some(one):
            return NONE
        other = self.right.next()
        if is_some(other):
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
    begun: "bool"
    traits = ["core::Iterator"]

    def next(self):
        passed = 1
        while self.begun and passed < self.step:
            left_out = self.inner.next()
            passed = passed + 1
        self.begun = 1
        return self.inner.next()


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


class Skip:
    inner: "I"
    left: "usize"
    traits = ["core::Iterator"]

    def next(self):
        while self.left > 0:
            self.left = self.left - 1
            item = self.inner.next()
        return self.inner.next()


class SkipWhile:
    inner: "I"
    predicate: "F"
    begun: "bool"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        predicate = ref(self.predicate)
        while not self.begun and is_some(item):
            if predicate(payload_ref(item)):
                item = self.inner.next()
            else:
                self.begun = 1
        return item


class Peekable:
    """`seen` is what was looked at and not yet given, if `peeked`."""

    inner: "I"
    seen: "O"
    peeked: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if self.peeked:
            self.peeked = 0
            return replace(ref(self.seen), NONE)
        return self.inner.next()

    def peek(self):
        if not self.peeked:
            old = replace(ref(self.seen), self.inner.next())
            self.peeked = 1
        if is_some(self.seen):
            return Some(payload_ref(self.seen))
        return NONE

    def next_if(self, predicate):
        found = self.peek()
        if is_some(found) and predicate(payload(found)):
            return self.next()
        return NONE


class Flat:
    """Items of items; `now` is the iterator that is gone through."""

    inner: "I"
    now: "J"
    traits = ["core::Iterator"]

    def next(self):
        while True:
            if is_some(self.now):
                inner = payload_ref(self.now)
                item = inner.next()
                if is_some(item):
                    return item
            outer = self.inner.next()
            if not is_some(outer):
                return NONE
            following = payload(outer)
            old = replace(ref(self.now), Some(following.into_iter()))


class Scan:
    inner: "I"
    state: "S"
    function: "F"
    traits = ["core::Iterator"]

    def next(self):
        item = self.inner.next()
        if is_some(item):
            function = ref(self.function)
            return function(ref(self.state), payload(item))
        return NONE


class SomeIter:
    """The value that an option holds, once."""

    held: "&O"
    given: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if self.given or not is_some(self.held):
            return NONE
        self.given = 1
        return Some(payload_ref(self.held))


class Whole:
    """The same, given away."""

    held: "O"
    traits = ["core::Iterator"]

    def next(self):
        return replace(ref(self.held), NONE)

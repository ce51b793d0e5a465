"""Ranges, and iterators over slices and over each other."""


class SliceIter:
    slice: "&[T]"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= length(self.slice):
            return NONE
        self.index = self.index + 1
        return Some(element(self.slice, self.index - 1))


class Chunks:
    """Parts of one size that follow each other; what is left over is not given."""

    slice: "&[T]"
    size: "usize"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        start = self.index
        if start + self.size > self.slice.len():
            return NONE
        self.index = start + self.size
        return Some(part(self.slice, Range(start=start, end=start + self.size, inclusive=False)))


class OwnedIter:
    items: "[T]"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= length(self.items):
            return NONE
        self.index = self.index + 1
        return Some(take(self.items[self.index - 1]))


class Range:
    start: "usize"
    end: "usize"
    inclusive: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if self.start >= self.past():
            return NONE
        self.start = self.start + 1
        return Some(self.start - 1)

    def past(self):
        """The first number that is not in it."""
        if self.inclusive:
            return self.end + 1
        return self.end

    def start(self):
        return borrow(self.start)

    def end(self):
        return borrow(self.end)

    def len(self):
        return self.past() - self.start


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


class Iterator:
    @by_value
    def take(self, count):
        return Take(inner=self, left=count)

    @by_value
    def into_iter(self):
        return self

    @by_value
    def step_by(self, step):
        return StepBy(inner=self, step=step)

    @by_value
    def enumerate(self):
        return Enumerate(inner=self, count=0)

    @by_value
    def map(self, function):
        return Map(inner=self, function=function)

    @by_value
    def zip(self, other):
        return Zip(left=self, right=other.into_iter())

    @by_value
    def skip(self, count):
        while count > 0:
            item = self.next()
            count = count - 1
        return self

    def find(self, predicate):
        item = self.next()
        while is_some(item):
            if predicate(payload_ref(item)):
                return item
            item = self.next()
        return NONE

    @by_value
    def for_each(self, function):
        item = self.next()
        while is_some(item):
            function(payload(item))
            item = self.next()

    def nth(self, count):
        while count > 0:
            item = self.next()
            count = count - 1
        return self.next()

"""Ranges, iterators over slices and texts, and what all iterators can do."""

from core import (
    Chain,
    Copied,
    Enumerate,
    Filter,
    FilterMap,
    Flat,
    Inspect,
    Map,
    Peekable,
    Scan,
    Skip,
    SkipWhile,
    StepBy,
    Take,
    TakeWhile,
    Zip,
)


class SliceIter:
    slice: "&[T]"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= length(self.slice):
            return NONE
        self.index = self.index + 1
        return Some(element(self.slice, self.index - 1))

    @by_value
    def rev(self):
        return Backwards(slice=self.slice, first=self.index, past=length(self.slice))


class Backwards:
    """The elements of a slice from the last one on."""

    slice: "&[T]"
    first: "usize"
    past: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.first >= self.past:
            return NONE
        self.past = self.past - 1
        return Some(element(self.slice, self.past))


class TextBytes:
    """The bytes of a text, in either direction."""

    text: "&str"
    first: "usize"
    past: "usize"
    backwards: "bool"
    traits = ["core::Iterator"]

    def next(self):
        if self.first >= self.past:
            return NONE
        if self.backwards:
            self.past = self.past - 1
            return Some(read_through(element(self.text, self.past)))
        self.first = self.first + 1
        return Some(read_through(element(self.text, self.first - 1)))

    @by_value
    def rev(self):
        return TextBytes(text=self.text, first=self.first, past=self.past, backwards=not self.backwards)


class OwnedIter:
    items: "[T]"
    index: "usize"
    traits = ["core::Iterator"]

    def next(self):
        if self.index >= length(self.items):
            return NONE
        self.index = self.index + 1
        return Some(take(self.items[self.index - 1]))


class Iterator:
    @by_value
    def take(self, count):
        return Take(inner=self, left=count)

    @by_value
    def into_iter(self):
        return self

    def into_iter_borrowed(self):
        return self

    def by_ref(self):
        return self

    @by_value
    def step_by(self, step):
        return StepBy(inner=self, step=step, begun=0)

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
        return Skip(inner=self, left=count)

    @by_value
    def skip_while(self, predicate):
        return SkipWhile(inner=self, predicate=predicate, begun=0)

    @by_value
    def peekable(self):
        return Peekable(inner=self, seen=NONE, peeked=0)

    @by_value
    def flat_map(self, function):
        return Flat(inner=Map(inner=self, function=function), now=NONE)

    @by_value
    def flatten(self):
        return Flat(inner=self, now=NONE)

    @by_value
    def scan(self, start, function):
        return Scan(inner=self, state=start, function=function)

    @by_value
    def product(self):
        found = 1
        item = self.next()
        while is_some(item):
            found = found * read_through(payload(item))
            item = self.next()
        return found

    @by_value
    def max_by_key(self, key):
        found = NONE
        best = 0
        item = self.next()
        while is_some(item):
            value = key(payload_ref(item))
            if not is_some(found) or value >= best:
                found = item
                best = value
            item = self.next()
        return found

    @by_value
    def min_by_key(self, key):
        found = NONE
        best = 0
        item = self.next()
        while is_some(item):
            value = key(payload_ref(item))
            if not is_some(found) or value < best:
                found = item
                best = value
            item = self.next()
        return found

    @by_value
    def try_fold(self, start, function):
        item = self.next()
        while is_some(item):
            result = function(start, payload(item))
            if is_err(result) or is_none(result) or is_break(result):
                return result
            item = self.next()
            if is_none(item):
                return result
            start = payload(result)
        return Ok(start)

    @by_value
    def filter(self, predicate):
        return Filter(inner=self, predicate=predicate)

    @by_value
    def filter_map(self, function):
        return FilterMap(inner=self, function=function)

    @by_value
    def inspect(self, function):
        return Inspect(inner=self, function=function)

    @by_value
    def take_while(self, predicate):
        return TakeWhile(inner=self, predicate=predicate, ended=0)

    @by_value
    def chain(self, other):
        return Chain(first=self, second=other.into_iter(), passed=0)

    @by_value
    def cloned(self):
        return Copied(inner=self)

    @by_value
    def copied(self):
        return Copied(inner=self)

    @by_value
    def fold(self, start, function):
        item = self.next()
        while is_some(item):
            start = function(start, payload(item))
            item = self.next()
        return start

    @by_value
    def count(self):
        found = 0
        item = self.next()
        while is_some(item):
            found = found + 1
            item = self.next()
        return found

    @by_value
    def last(self):
        found = NONE
        item = self.next()
        while is_some(item):
            found = item
            item = self.next()
        return found

    @by_value
    def sum(self):
        found = 0
        item = self.next()
        while is_some(item):
            found = found + read_through(payload(item))
            item = self.next()
        return found

    @by_value
    def max(self):
        found = NONE
        item = self.next()
        while is_some(item):
            one = payload(item)
            if is_some(found):
                one = maximum(payload(found), one)
            found = Some(one)
            item = self.next()
        return found

    @by_value
    def min(self):
        found = NONE
        item = self.next()
        while is_some(item):
            one = payload(item)
            if is_some(found):
                one = minimum(payload(found), one)
            found = Some(one)
            item = self.next()
        return found

    def any(self, predicate):
        item = self.next()
        while is_some(item):
            if predicate(payload(item)):
                return True
            item = self.next()
        return False

    def all(self, predicate):
        item = self.next()
        while is_some(item):
            if not predicate(payload(item)):
                return False
            item = self.next()
        return True

    def position(self, predicate):
        index = 0
        item = self.next()
        while is_some(item):
            if predicate(payload(item)):
                return Some(index)
            index = index + 1
            item = self.next()
        return NONE

    def find_map(self, function):
        item = self.next()
        while is_some(item):
            found = function(payload(item))
            if is_some(found):
                return found
            item = self.next()
        return NONE

    def try_for_each(self, function):
        result = Ok(None)
        item = self.next()
        while is_some(item):
            result = function(payload(item))
            if is_err(result) or is_none(result) or is_break(result):
                return result
            item = self.next()
        return result

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

"""`kernel::rbtree` of Linux 7.1: values by their keys, in their order, each in memory of its own.

Source: rust/kernel/rbtree.rs. The nodes are in a list here: what is found, and in which order, is the same.
"""

from bindings import Allocator
from core import SliceIter


class RBTree(Generic[K, V]):
    nodes: "Vec"

    def new():
        return RBTree(nodes=[])

    def default():
        return RBTree(nodes=[])

    def is_empty(self):
        return length(ref(self.nodes)) == 0

    def place_of(self, key):
        """The first node whose key is not less."""
        at = 0
        while at < length(ref(self.nodes)) and self.nodes[at].key < read_through(key):
            at = at + 1
        return at

    def has(self, at, key):
        return at < length(ref(self.nodes)) and self.nodes[at].key == read_through(key)

    def try_create_and_insert(self, key, value, flags):
        made = RBTreeNode.new(key, value, flags)
        if is_err(made):
            return made
        return Ok(self.insert(payload(made)))

    def insert(self, node):
        """The node that had the same key is given back."""
        inner = take(node.node)
        at = self.place_of(ref(inner.key))
        if self.has(at, ref(inner.key)):
            return Some(RBTreeNode(node=replace(element(ref(self.nodes), at), inner)))
        self.nodes.insert(at, inner)
        return NONE

    def get(self, key):
        at = self.place_of(key)
        if not self.has(at, key):
            return NONE
        return Some(ref(self.nodes[at].value))

    def get_mut(self, key):
        return self.get(key)

    def find_mut(self, key):
        at = self.place_of(key)
        if not self.has(at, key):
            return NONE
        return Some(OccupiedEntry(tree=self, at=at))

    def entry(self, key):
        at = self.place_of(ref(key))
        if self.has(at, ref(key)):
            return Entry.Occupied(OccupiedEntry(tree=self, at=at))
        return Entry.Vacant(VacantEntry(tree=self, at=at, key=key))

    def remove_node(self, key):
        at = self.place_of(key)
        if not self.has(at, key):
            return NONE
        return Some(RBTreeNode(node=self.nodes.taken_out(at)))

    def remove(self, key):
        at = self.place_of(key)
        if not self.has(at, key):
            return NONE
        node = self.nodes.taken_out(at)
        return Some(take(node.value))

    def iter(self):
        return Walk(nodes=SliceIter(slice=ref(self.nodes), index=0), what="pairs")

    def iter_mut(self):
        return self.iter()

    def into_iter_borrowed(self):
        return self.iter()

    def keys(self):
        return Walk(nodes=SliceIter(slice=ref(self.nodes), index=0), what="keys")

    def values(self):
        return Walk(nodes=SliceIter(slice=ref(self.nodes), index=0), what="values")

    def values_mut(self):
        return self.values()

    def cursor_front(self):
        return cursor_at(self, 0)

    def cursor_front_mut(self):
        return cursor_at(self, 0)

    def cursor_back(self):
        return cursor_at(self, length(ref(self.nodes)) - 1)

    def cursor_back_mut(self):
        return cursor_at(self, length(ref(self.nodes)) - 1)

    def cursor_lower_bound(self, key):
        return cursor_at(self, self.place_of(key))

    def cursor_lower_bound_mut(self, key):
        return cursor_at(self, self.place_of(key))


class Node:
    key: "K"
    value: "V"


class RBTreeNode(Generic[K, V]):
    node: "Box<Node>"

    def new(key, value, flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(RBTreeNode(node=box(Node(key=key, value=value))))

    @by_value
    def to_key_value(self):
        node = take(self.node)
        return (take(node.key), take(node.value))

    @by_value
    def into_reservation(self):
        drop_now(take(self.node))
        return RBTreeNodeReservation(number=0)


class RBTreeNodeReservation(Generic[K, V]):
    """Memory of a node in which nothing is yet."""

    number: "int"

    def new(flags):
        if Allocator.kmalloc(flags) == 0:
            return Err(-12)
        return Ok(RBTreeNodeReservation(number=0))

    @by_value
    def into_node(self, key, value):
        return RBTreeNode(node=box(Node(key=key, value=value)))


class Entry:
    variants = {"Vacant": ["f0"], "Occupied": ["f0"]}


class VacantEntry:
    tree: "&RBTree"
    at: "int"
    key: "K"

    @by_value
    def insert(self, value, reservation):
        self.tree.nodes.insert(self.at, box(Node(key=take(self.key), value=value)))
        return ref(self.tree.nodes[self.at].value)


class OccupiedEntry:
    tree: "&RBTree"
    at: "int"

    def get(self):
        return ref(self.tree.nodes[self.at].value)

    def get_mut(self):
        return ref(self.tree.nodes[self.at].value)

    @by_value
    def into_mut(self):
        return ref(self.tree.nodes[self.at].value)

    @by_value
    def remove_node(self):
        return RBTreeNode(node=self.tree.nodes.taken_out(self.at))

    @by_value
    def remove(self):
        node = self.tree.nodes.taken_out(self.at)
        return take(node.value)


class Walk:
    """From the first node to the last: what of each is given."""

    nodes: "SliceIter"
    what: "text"
    traits = ["core::Iterator"]

    def next(self):
        found = self.nodes.next()
        if is_none(found):
            return NONE
        node = payload(found)
        if self.what == "keys":
            return Some(ref(node.key))
        if self.what == "values":
            return Some(ref(node.value))
        return Some((ref(node.key), ref(node.value)))


class Cursor:
    """Of both kinds."""

    tree: "&RBTree"
    at: "int"

    def current(self):
        return pair_at(self.tree, self.at)

    def current_mut(self):
        return pair_at(self.tree, self.at)

    def peek_next(self):
        return beside(self.tree, self.at + 1)

    def peek_prev(self):
        return beside(self.tree, self.at - 1)

    def peek_next_mut(self):
        return beside(self.tree, self.at + 1)

    def peek_prev_mut(self):
        return beside(self.tree, self.at - 1)

    @by_value
    def move_next(self):
        return cursor_at(self.tree, self.at + 1)

    @by_value
    def move_prev(self):
        return cursor_at(self.tree, self.at - 1)

    @by_value
    def remove_current(self):
        """The cursor goes on to the next one; to the one before if there is none."""
        node = RBTreeNode(node=self.tree.nodes.taken_out(self.at))
        if self.at < length(ref(self.tree.nodes)):
            return (cursor_at(self.tree, self.at), node)
        return (cursor_at(self.tree, self.at - 1), node)

    def remove_next(self):
        if self.at + 1 >= length(ref(self.tree.nodes)):
            return NONE
        return Some(RBTreeNode(node=self.tree.nodes.taken_out(self.at + 1)))

    def remove_prev(self):
        if self.at == 0:
            return NONE
        self.at = self.at - 1
        return Some(RBTreeNode(node=self.tree.nodes.taken_out(self.at)))


def cursor_at(tree, at):
    if at < 0 or at >= length(ref(tree.nodes)):
        return NONE
    return Some(Cursor(tree=tree, at=at))


def pair_at(tree, at):
    node = tree.nodes[at]
    return (ref(node.key), ref(node.value))


def beside(tree, at):
    if at < 0 or at >= length(ref(tree.nodes)):
        return NONE
    return Some(pair_at(tree, at))


own = [
    "kernel::rbtree::RBTree::place_of", "kernel::rbtree::RBTree::has", "kernel::rbtree::Walk",
    "kernel::rbtree::cursor_at", "kernel::rbtree::pair_at", "kernel::rbtree::beside",
]

"""Values by their keys: what a program over `kernel::rbtree` prints."""

from pathlib import Path

from tests.running import logged

PROGRAM = """
use kernel::{prelude::*, rbtree::{RBTree, RBTreeNode, RBTreeNodeReservation, Entry}};
fn show(x: u64) { pr_info!("{}\\n", x); }
struct M;
struct Loud(u32);
impl Drop for Loud { fn drop(&mut self) { pr_info!("drop {}\\n", self.0); } }
impl kernel::Module for M {
    fn init(_module: &'static ThisModule) -> Result<Self> {
        let mut tree = RBTree::new();
        tree.try_create_and_insert(20u32, Loud(200), GFP_KERNEL)?;
        tree.try_create_and_insert(10, Loud(100), GFP_KERNEL)?;
        tree.try_create_and_insert(30, Loud(300), GFP_KERNEL)?;
        let old = tree.insert(RBTreeNode::new(10, Loud(101), GFP_KERNEL)?);
        show(old.is_some() as u64);
        drop(old);
        for (k, v) in tree.iter() { show((*k + v.0) as u64); }
        show(tree.get(&20).ok_or(EINVAL)?.0 as u64);
        if let Some(v) = tree.get_mut(&30) { v.0 += 1; }
        show(tree.get(&40).is_none() as u64);
        match tree.entry(25) {
            Entry::Vacant(e) => { let r = RBTreeNodeReservation::new(GFP_KERNEL)?; e.insert(Loud(250), r); }
            Entry::Occupied(_) => show(99),
        }
        match tree.entry(20) {
            Entry::Vacant(_) => show(98),
            Entry::Occupied(mut e) => { e.get_mut().0 = 201; show(e.get().0 as u64); }
        }
        drop(tree.remove(&10));
        for k in tree.keys() { show(*k as u64); }
        let mut c = tree.cursor_front_mut();
        while let Some(cur) = c {
            let (k, v) = cur.current();
            show((*k + v.0) as u64);
            c = cur.move_next();
        }
        show(7777);
        Ok(M)
    }
}
module! { type: M, name: "rb", authors: ["T"], description: "d", license: "GPL", }
"""
FOUND = (
    "1, drop 100, 111, 220, 330, 200, 1, 201, drop 101, 20, 25, 30, 221, 275, 331, 7777, "
    "drop 201, drop 250, drop 301"
)


def test_entries_cursors_and_drops(tmp_path: Path) -> None:
    (tmp_path / "rb.rs").write_text(PROGRAM, encoding="utf-8")
    ((_, lines),) = logged(tmp_path / "rb.rs", "insmod")
    assert ", ".join(line.removeprefix("rb: ").strip() for line in lines) == FOUND

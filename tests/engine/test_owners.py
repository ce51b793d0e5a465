"""Owners other than plain values: forgotten, counted, optional, guarded, kept in a static."""

from pathlib import Path

from tests.engine.snippets import run, said

NESTED = """
struct Shared {
    loud: Loud,
}
"""


def test_forget_drops_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, 'let a = Loud(1); mem::forget(a); pr_info!("end\\n");') == "end"


def test_a_box_drops_its_content(tmp_path: Path) -> None:
    assert said(tmp_path, 'let a = Box::try_new(Loud(1))?; drop(a); pr_info!("end\\n");') == "drop 1, end"


def test_a_raw_pointer_owns_nothing_until_it_is_taken_back(tmp_path: Path) -> None:
    body = """
    let raw = Box::into_raw(Box::try_new(Loud(1))?);
    pr_info!("raw\\n");
    drop(unsafe { Box::from_raw(raw) });
    pr_info!("end\\n");
    """
    assert said(tmp_path, body) == "raw, drop 1, end"


def test_the_last_arc_drops(tmp_path: Path) -> None:
    body = """
    let first = Arc::try_new(Shared { loud: Loud(1) })?;
    let second = first.clone();
    let third = Arc::clone(&second);
    drop(first);
    drop(third);
    pr_info!("one left: {}\\n", second.loud.number());
    drop(second);
    pr_info!("end\\n");
    """
    assert said(tmp_path, body, NESTED) == "one left: 1, drop 1, end"


def test_take_leaves_none(tmp_path: Path) -> None:
    body = """
    let mut slot = Some(Loud(1));
    let taken = slot.take();
    pr_info!("{} {}\\n", slot.is_none() as u32, taken.is_some() as u32);
    drop(taken);
    pr_info!("end\\n");
    """
    assert said(tmp_path, body) == "1 1, drop 1, end"


def test_replace_gives_the_old_value(tmp_path: Path) -> None:
    body = """
    let mut slot = Some(Loud(1));
    let old = slot.replace(Loud(2));
    drop(old);
    let older = mem::replace(&mut slot, Some(Loud(3)));
    drop(older);
    pr_info!("end\\n");
    """
    assert said(tmp_path, body) == "drop 1, drop 2, end, drop 3"


def test_mem_take(tmp_path: Path) -> None:
    body = """
    let mut slot = Some(Loud(1));
    let taken = mem::take(&mut slot);
    drop(taken);
    pr_info!("empty: {}\\n", slot.is_none() as u32);
    """
    assert said(tmp_path, body) == "drop 1, empty: 1"


def test_mem_swap(tmp_path: Path) -> None:
    body = """
    let mut left = Some(Loud(1));
    let mut right = Some(Loud(2));
    mem::swap(&mut left, &mut right);
    drop(left);
    pr_info!("end\\n");
    """
    assert said(tmp_path, body) == "drop 2, end, drop 1"


def test_pop_takes_out_of_the_vector(tmp_path: Path) -> None:
    body = """
    let mut list = Vec::new();
    list.try_push(Loud(1))?;
    list.try_push(Loud(2))?;
    drop(list.pop());
    pr_info!("end\\n");
    """
    assert said(tmp_path, body) == "drop 2, end, drop 1"


def test_assigning_none_drops(tmp_path: Path) -> None:
    body = 'let mut slot = Some(Loud(1)); slot = None; pr_info!("end\\n");'
    assert said(tmp_path, body) == "drop 1, end"


def test_a_guard_runs_at_the_end_of_its_scope(tmp_path: Path) -> None:
    body = 'let guard = ScopeGuard::new(|| pr_info!("undo\\n")); pr_info!("end\\n");'
    assert said(tmp_path, body) == "end, undo"


def test_a_guard_runs_on_the_error_path(tmp_path: Path) -> None:
    body = 'let guard = ScopeGuard::new(|| pr_info!("undo\\n")); let a = Loud(1); fail()?; guard.dismiss();'
    assert said(tmp_path, body) == "drop 1, undo, error"


def test_a_dismissed_guard_does_nothing_but_gives_its_data(tmp_path: Path) -> None:
    body = """
    let guard = ScopeGuard::new_with_data(Loud(1), |value| pr_info!("undo {}\\n", value.number()));
    let data = guard.dismiss();
    pr_info!("kept {}\\n", data.number());
    """
    assert said(tmp_path, body) == "kept 1, drop 1"


def test_a_guard_hands_its_data_to_the_closure(tmp_path: Path) -> None:
    body = 'let guard = ScopeGuard::new_with_data(Loud(1), |value| pr_info!("undo {}\\n", value.number()));'
    assert said(tmp_path, body) == "undo 1, drop 1"


def test_a_closure_that_moves_drops_once(tmp_path: Path) -> None:
    body = 'let held = Loud(1); let run = move || { drop(held); }; run(); pr_info!("end\\n");'
    assert said(tmp_path, body) == "drop 1, end"


def test_a_guard_whose_closure_drops_what_it_took(tmp_path: Path) -> None:
    body = 'let a = Loud(1); let guard = ScopeGuard::new(move || { drop(a); }); pr_info!("end\\n");'
    assert said(tmp_path, body) == "end, drop 1"


def test_a_closure_that_was_never_called_drops_what_it_took(tmp_path: Path) -> None:
    body = 'let held = Loud(1); let run = move || { drop(held); }; pr_info!("end\\n");'
    assert said(tmp_path, body) == "end, drop 1"


def test_a_binding_of_a_guarded_arm_is_the_value(tmp_path: Path) -> None:
    items = """
    fn size(value: Option<u32>) -> u32 {
        match value {
            Some(n) if n > 4 => n,
            Some(_) => 1,
            None => 0,
        }
    }
    """
    body = 'pr_info!("{} {} {}\\n", size(Some(9)), size(Some(2)), size(None));'
    assert said(tmp_path, body, items) == "9 1 0"


def test_a_static_pointer_keeps_until_it_is_swapped_out(tmp_path: Path) -> None:
    items = "static KEPT: AtomicPtr<Loud> = AtomicPtr::new(core::ptr::null_mut());"
    body = "KEPT.store(Box::into_raw(Box::try_new(Loud(1))?), Ordering::Release);"
    leave = """
    let raw = KEPT.swap(core::ptr::null_mut(), Ordering::AcqRel);
    if !raw.is_null() {
        drop(unsafe { Box::from_raw(raw) });
    }
    pr_info!("null again: {}\\n", KEPT.load(Ordering::Acquire).is_null() as u32);
    """
    assert said(tmp_path, body, items, leave) == "drop 1, null again: 1"


def test_a_static_pointer_that_stays_is_a_leak_of_the_module(tmp_path: Path) -> None:
    items = "static KEPT: AtomicPtr<Loud> = AtomicPtr::new(core::ptr::null_mut());"
    events = run(tmp_path, "KEPT.store(Box::into_raw(Box::try_new(Loud(1))?), Ordering::Release);", items)
    assert [broken.rule for broken in events[-1].broken] == ["leak_on_exit"]


def test_a_pointer_taken_back_twice_stops_the_machine(tmp_path: Path) -> None:
    body = """
    let raw = Box::into_raw(Box::try_new(Loud(1))?);
    drop(unsafe { Box::from_raw(raw) });
    drop(unsafe { Box::from_raw(raw) });
    """
    (event, *_) = run(tmp_path, body)
    assert [broken.rule for broken in event.broken] == ["reclaimed_twice"]
    assert event.stopped


def test_bytes_copied_to_a_place_that_is_not_known_are_no_use_after_free(tmp_path: Path) -> None:
    body = """
    let from = Box::try_new(Loud(1))?;
    let to = 0x1000 as *mut Loud;
    unsafe { core::ptr::copy_nonoverlapping(&*from, to, 1) };
    """
    (event, *_) = run(tmp_path, body)
    assert event.broken == () and event.stopped == ""

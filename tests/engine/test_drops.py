"""When things are dropped, and in which order: as the Rust Reference says (Destructors, edition 2021)."""

from pathlib import Path

from tests.engine.snippets import said

PAIR = """
struct Pair {
    second: Loud,
    first: Loud,
}
"""
MAKE = """
fn make(number: u32) -> Loud {
    pr_info!("make {}\\n", number);
    Loud(number)
}
"""


def test_locals_in_reverse_order(tmp_path: Path) -> None:
    assert said(tmp_path, "let a = Loud(1); let b = Loud(2); let c = Loud(3);") == "drop 3, drop 2, drop 1"


def test_fields_in_order_of_declaration(tmp_path: Path) -> None:
    body = "let pair = Pair { first: Loud(1), second: Loud(2) };"
    assert said(tmp_path, body, PAIR) == "drop 2, drop 1"


def test_drop_body_before_the_fields(tmp_path: Path) -> None:
    items = f'{PAIR}\nimpl Drop for Pair {{ fn drop(&mut self) {{ pr_info!("pair\\n"); }} }}'
    body = "let pair = Pair { first: Loud(1), second: Loud(2) };"
    assert said(tmp_path, body, items) == "pair, drop 2, drop 1"


def test_vectors_and_arrays_from_the_first_on(tmp_path: Path) -> None:
    body = """
    let array = [Loud(1), Loud(2)];
    let mut list = Vec::new();
    list.try_push(Loud(3))?;
    list.try_push(Loud(4))?;
    """
    assert said(tmp_path, body) == "drop 3, drop 4, drop 1, drop 2"


def test_tuples_from_the_first_on(tmp_path: Path) -> None:
    assert said(tmp_path, "let tuple = (Loud(1), 7, Loud(2));") == "drop 1, drop 2"


def test_shadowing_does_not_drop(tmp_path: Path) -> None:
    body = 'let a = Loud(1); let a = Loud(2); pr_info!("end\\n");'
    assert said(tmp_path, body) == "end, drop 2, drop 1"


def test_underscore_drops_at_once_and_a_name_does_not(tmp_path: Path) -> None:
    body = 'let _ = make(1); let _kept = make(2); pr_info!("end\\n");'
    assert said(tmp_path, body, MAKE) == "make 1, drop 1, make 2, end, drop 2"


def test_underscore_drops_a_literal_at_once(tmp_path: Path) -> None:
    assert said(tmp_path, 'let _ = Loud(1); pr_info!("end\\n");') == "drop 1, end"


def test_underscore_does_not_move_a_place(tmp_path: Path) -> None:
    assert said(tmp_path, 'let a = Loud(1); let _ = a; pr_info!("end\\n");') == "end, drop 1"


def test_a_temporary_lives_to_the_end_of_its_statement(tmp_path: Path) -> None:
    body = 'let n = make(1).number(); pr_info!("got {}\\n", n); make(2);  pr_info!("end\\n");'
    assert said(tmp_path, body, MAKE) == "make 1, drop 1, got 1, make 2, drop 2, end"


def test_a_temporary_of_a_match_lives_to_its_end(tmp_path: Path) -> None:
    body = 'match make(1).number() { n => { pr_info!("in {}\\n", n); } } pr_info!("end\\n");'
    assert said(tmp_path, body, MAKE) == "make 1, in 1, drop 1, end"


def test_a_temporary_of_if_let_lives_through_else(tmp_path: Path) -> None:
    """Edition 2021, in which the kernel is written."""
    body = 'if let Some(n) = make(1).none() { pr_info!("{}\\n", n); } else { pr_info!("else\\n"); }'
    assert said(tmp_path, body, MAKE) == "make 1, else, drop 1"


def test_a_condition_drops_its_temporaries_first(tmp_path: Path) -> None:
    body = 'if make(1).number() == 1 { pr_info!("then\\n"); }'
    assert said(tmp_path, body, MAKE) == "make 1, drop 1, then"


def test_assignment_drops_the_old_value_after_the_new_one_is_made(tmp_path: Path) -> None:
    body = 'let mut a = make(1); a = make(2); pr_info!("end {}\\n", a.number());'
    assert said(tmp_path, body, MAKE) == "make 1, make 2, drop 1, end 2, drop 2"


def test_a_moved_value_is_dropped_where_it_went(tmp_path: Path) -> None:
    items = 'fn eat(value: Loud) { pr_info!("eat {}\\n", value.number()); }'
    assert said(tmp_path, 'let a = Loud(1); eat(a); pr_info!("end\\n");', items) == "eat 1, drop 1, end"


def test_the_rest_of_a_value_that_was_partly_moved(tmp_path: Path) -> None:
    body = """
    let pair = Pair { first: Loud(1), second: Loud(2) };
    let taken = pair.second;
    drop(taken);
    pr_info!("end\\n");
    """
    assert said(tmp_path, body, PAIR) == "drop 2, end, drop 1"


def test_moved_on_one_branch_only(tmp_path: Path) -> None:
    items = """
    fn maybe(take: bool) {
        let a = Loud(1);
        if take {
            drop(a);
        }
        pr_info!("end\\n");
    }
    """
    assert said(tmp_path, "maybe(true); maybe(false);", items) == "drop 1, end, end, drop 1"


def test_question_mark_unwinds_from_inside_out(tmp_path: Path) -> None:
    body = 'let a = Loud(1); { let b = Loud(2); fail()?; } pr_info!("never\\n");'
    assert said(tmp_path, body) == "drop 2, drop 1, error"


def test_return_in_a_loop_drops_what_is_alive(tmp_path: Path) -> None:
    items = """
    fn search() -> u32 {
        let outer = Loud(9);
        for n in 0..3 {
            let inner = Loud(n);
            if n == 1 {
                return n;
            }
        }
        7
    }
    """
    body = 'pr_info!("got {}\\n", search());'
    assert said(tmp_path, body, items) == "drop 0, drop 1, drop 9, got 1"


def test_break_with_a_label_drops_the_inner_scopes(tmp_path: Path) -> None:
    body = """
    'outer: loop {
        let a = Loud(1);
        loop {
            let b = Loud(2);
            break 'outer;
        }
    }
    pr_info!("end\\n");
    """
    assert said(tmp_path, body) == "drop 2, drop 1, end"


UNIT = 'struct Unit; impl Drop for Unit { fn drop(&mut self) { pr_info!("unit\\n"); } }'


def test_a_unit_struct_that_is_kept(tmp_path: Path) -> None:
    assert said(tmp_path, 'let kept = Unit; pr_info!("end\\n");', UNIT) == "end, unit"


def test_a_unit_struct_that_is_not_kept(tmp_path: Path) -> None:
    assert said(tmp_path, 'let _ = Unit; pr_info!("end\\n");', UNIT) == "unit, end"


def test_a_borrowed_temporary_lives_as_long_as_its_name(tmp_path: Path) -> None:
    body = 'let loud = &make(1); pr_info!("{}\\n", loud.number());'
    assert said(tmp_path, body, MAKE) == "make 1, 1, drop 1"


def test_what_is_left_of_a_base_value(tmp_path: Path) -> None:
    items = f"{PAIR}\nfn base() -> Pair {{ Pair {{ second: Loud(3), first: Loud(4) }} }}"
    body = 'let pair = Pair { second: Loud(1), ..base() }; pr_info!("end\\n");'
    assert said(tmp_path, body, items) == "drop 3, end, drop 1, drop 4"


def test_destructuring_moves_what_is_named(tmp_path: Path) -> None:
    body = """
    let pair = Pair { first: Loud(1), second: Loud(2) };
    let Pair { first, .. } = pair;
    drop(first);
    pr_info!("end\\n");
    """
    assert said(tmp_path, body, PAIR) == "drop 1, end, drop 2"


def test_destructuring_of_a_tuple_moves(tmp_path: Path) -> None:
    body = 'let (a, b) = (Loud(1), Loud(2)); drop(a); pr_info!("end\\n");'
    assert said(tmp_path, body) == "drop 1, end, drop 2"


def test_the_value_of_a_block_outlives_its_locals(tmp_path: Path) -> None:
    body = 'let kept = { let a = Loud(1); let b = Loud(2); a }; pr_info!("end\\n");'
    assert said(tmp_path, body) == "drop 2, end, drop 1"


def test_continue_ends_the_round(tmp_path: Path) -> None:
    body = "for n in 0..3 { let a = Loud(n); if n == 1 { continue; } let b = Loud(n + 10); }"
    assert said(tmp_path, body) == "drop 10, drop 0, drop 1, drop 12, drop 2"

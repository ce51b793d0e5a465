"""Which function lowers which kind of expression."""

from __future__ import annotations

from modcheck.ir import aggregates, calls, control, expressions, functions, loops, macros, operators
from modcheck.ir.context import Lowering

VALUES: dict[str, Lowering] = {
    "identifier": expressions.path_value,
    "scoped_identifier": expressions.path_value,
    "generic_function": control.generic_function,
    "self": expressions.path_value,
    "field_expression": expressions.place_value,
    "index_expression": expressions.place_value,
    "parenthesized_expression": expressions.place_value,
    "integer_literal": expressions.integer_value,
    "float_literal": expressions.string_value,
    "boolean_literal": expressions.boolean_value,
    "string_literal": expressions.string_value,
    "raw_string_literal": expressions.string_value,
    "char_literal": expressions.string_value,
    "unit_expression": expressions.unit_value,
    "unary_expression": operators.unary,
    "reference_expression": operators.reference,
    "binary_expression": operators.binary,
    "type_cast_expression": operators.cast,
    "tuple_expression": aggregates.tuple_value,
    "array_expression": aggregates.array_value,
    "struct_expression": aggregates.struct,
    "call_expression": calls.call_expression,
    "assignment_expression": operators.assignment,
    "compound_assignment_expr": operators.compound,
    "range_expression": aggregates.range_value,
    "macro_invocation": macros.invocation,
    "block": loops.block_or_labelled,
    "unsafe_block": control.unsafe_block,
    "const_block": control.unsafe_block,
    "if_expression": control.if_value,
    "match_expression": control.match_value,
    "loop_expression": loops.loop_value,
    "while_expression": loops.while_value,
    "for_expression": loops.for_value,
    "try_expression": control.try_value,
    "return_expression": control.return_value,
    "break_expression": loops.break_value,
    "continue_expression": loops.continue_value,
    "closure_expression": functions.closure_value,
    "let_condition": control.let_value,
}

//! Which row of an error table a code stands for.

use twinspec_core::{ErrorRow, Operation};

const fn row(code: &'static str) -> ErrorRow {
    ErrorRow::new(400, code, "")
}

static OPERATION: Operation = crate::common::described().errors(&[
    row("%s"),
    row("InvalidParameter.%s"),
    row("InvalidParameter.%s.TooLong"),
    row("InvalidParameter.Name"),
    row("%s.NotFound"),
    row("Role%sIn%sUse"),
]);

fn found(code: &str) -> Option<&'static str> {
    OPERATION.error_row(code).map(|row| row.code)
}

#[test]
fn a_code_stands_for_the_row_that_has_it() {
    assert_eq!(found("InvalidParameter.Name"), Some("InvalidParameter.Name"));
    assert_eq!(found("InvalidParameter.%s"), Some("InvalidParameter.%s"));
}

#[test]
fn a_row_with_a_hole_takes_the_codes_that_differ_there() {
    assert_eq!(found("InvalidParameter.Color"), Some("InvalidParameter.%s"));
    assert_eq!(found("InvalidParameter.Color.TooLong"), Some("InvalidParameter.%s.TooLong"));
    assert_eq!(found("Parcel.NotFound"), Some("%s.NotFound"));
    assert_eq!(found("RoleAdminInPolicyUse"), Some("Role%sIn%sUse"));
}

#[test]
fn a_hole_is_never_empty_and_a_row_that_is_nothing_but_a_hole_takes_nothing() {
    assert_eq!(found("InvalidParameter."), None);
    assert_eq!(found(".NotFound"), None);
    assert_eq!(found("Unheard"), None);
}

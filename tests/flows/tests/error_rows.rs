//! The error tables of the generated mock: each row has what raises it, and each can be forced.

use acs_resource_directory_mock::{Mock, SERVICE};
use twinspec_mock::{Condition, Force, Operation};

/// Each row with what raises it.
fn rows() -> impl Iterator<Item = (&'static Operation, &'static str, &'static Condition)> {
    SERVICE.operations.iter().copied().flat_map(|operation| {
        let rows = operation.described.errors.iter().zip(operation.conditions);
        rows.map(move |(row, condition)| (operation, row.code, condition))
    })
}

#[test]
fn each_row_has_a_condition() {
    let operations = SERVICE.operations.iter();
    let without = operations.filter(|operation| operation.described.errors.len() != operation.conditions.len());
    assert_eq!(without.map(|operation| operation.id).collect::<Vec<_>>(), <[&str; 0]>::default());
    assert_eq!((SERVICE.operations.len(), rows().count()), (74, 340));
}

#[test]
fn some_rows_are_raised_only_when_a_test_asks_for_them() {
    // The description gives a reason for each of them, which `cargo xtask lint` asks for.
    let forced_only = rows().filter(|(_, _, condition)| matches!(condition, Condition::ForcedOnly));
    let forced_only: Vec<_> = forced_only.map(|(operation, code, _)| format!("{} {code}", operation.id)).collect();
    assert_eq!(forced_only.len(), 51, "{forced_only:#?}");
}

#[tokio::test]
async fn each_row_can_be_forced() {
    let mock = Mock::start().await;
    for (operation, code, _) in rows() {
        let forced = mock.force_with(operation.described, &Force::error(code));
        assert!(forced.is_ok(), "{} {code}: {forced:?}", operation.id);
    }
}

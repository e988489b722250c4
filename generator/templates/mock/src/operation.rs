use twinspec_mock::{
    Action, Answer, Behaviour, Condition, Effect, Expression, Filter, Find, Limit, List, Operation,
    Paging, Per, Precision, Predicate, Schema, State, States, Subject, Test, Window,
};

/// How {{ name }} behaves.
pub(crate) static OPERATION: Operation = {{ operation }};

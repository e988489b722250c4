use twinspec_mock::{
    Action, Answer, Behaviour, Condition, Content, ContentField, Contract, ContractHeader, ContractPages, ContractParameter, ContractResponse, Effect, Expression, Filter, Find, Limit, List, Location, Operation,
    Owner, Paging, Per, Precision, Predicate, Schema, Slice, State, States, Style, Subject, Test, Window, Xml,
};

/// How {{ name }} behaves.
pub(crate) static OPERATION: Operation = {{ operation }};

use twinspec_mock::{
    Action, Answer, Behaviour, Condition, Content, ContentField, Contract, ContractHeader, ContractPages, ContractParameter, ContractResponse, Effect, Expression, Filter, Find, Limit, List, Location, Operation,
    Paging, Per, Precision, Predicate, Schema, State, States, Style, Subject, Test, Window, Xml,
};

/// How {{ name }} behaves.
pub(crate) static OPERATION: Operation = {{ operation }};

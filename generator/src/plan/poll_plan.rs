//! How the outcome of an operation that goes on after its response is asked for.

use super::pagination_plan::{Place, Step};

/// How the outcome of an operation is asked for.
#[derive(Debug)]
pub struct PollPlan {
    /// The id of the operation that reports it.
    pub operation: String,
    /// Its module.
    pub module: String,
    /// The cargo features that have it, if not all that have the operation that starts it do.
    pub features: Vec<String>,
    /// The arguments of its request.
    pub arguments: Vec<PollArgument>,
    /// The setters of its request.
    pub setters: Vec<(String, PollArgument)>,
    /// How long to wait before each call, in milliseconds.
    pub interval: u64,
    /// How long to wait in all, in milliseconds.
    pub max_wait: u64,
    /// How an answer says that it is over.
    pub until: Option<PollEndPlan>,
    /// Whether something of it should not be used by new code.
    pub deprecated: bool,
}

/// The value of a parameter of a poll.
#[derive(Debug)]
pub struct PollArgument {
    /// Where it comes from.
    pub source: PollSource,
    /// The name on the wire of that.
    pub wire: String,
    /// Whether it becomes the only item of a list.
    pub listed: bool,
}

/// Where the value of a parameter of a poll comes from.
#[derive(Debug)]
pub enum PollSource {
    /// A field of the request that started it.
    Request(Place),
    /// The way to a field of the answer to that.
    Answer(Vec<Step>),
}

/// How an answer says that what was started is over.
#[derive(Debug)]
pub struct PollEndPlan {
    /// The way to the field that says it.
    pub field: Vec<Step>,
    /// What kind of value that is.
    pub kind: StateKind,
    /// The values that mean success.
    pub succeeded: Vec<String>,
    /// The values that mean failure.
    pub failed: Vec<String>,
}

/// The kinds of values that tell a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateKind {
    /// Text.
    Text,
    /// An open enum.
    Enum,
    /// `true` or `false`.
    Bool,
}

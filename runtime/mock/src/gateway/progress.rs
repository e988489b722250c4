//! How far a call came.

use super::format::Format;
use super::operations::Served;
use crate::Operation;
use crate::state::{AccountId, Disturbance};

/// How far a call came.
#[derive(Debug, Default)]
pub(super) struct Progress<'a> {
    pub(super) served: Option<&'a Served>,
    pub(super) operation: Option<&'static Operation>,
    /// The position of its API.
    pub(super) api: usize,
    pub(super) account: Option<AccountId>,
    pub(super) format: Option<Format>,
    /// What the request wants to happen to its answer.
    pub(super) wanted: Option<Disturbance>,
}

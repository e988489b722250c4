//! Whose state a control is about.

use super::Order;
use super::json::Problem;
use crate::identity::DEFAULT_ACCOUNT;

impl Order<'_> {
    /// The account that the query names, else the default one.
    pub(super) fn account(&self) -> Result<String, Problem> {
        Ok(self.only_parameter("account")?.unwrap_or_else(|| DEFAULT_ACCOUNT.to_owned()))
    }
}

//! Whose state a control is about.

use super::json::Problem;
use super::order::Order;

impl Order<'_> {
    /// The account that the query names, else the default one.
    pub(super) fn account(&self) -> Result<String, Problem> {
        Ok(self.only_parameter("account")?.unwrap_or_else(|| self.gateway.protocol.default_account().to_string()))
    }
}

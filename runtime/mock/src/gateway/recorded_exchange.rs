//! What a recording shows of an exchange.

use super::Gateway;
use crate::exchange::Exchange;

impl Gateway {
    /// An exchange without secrets.
    pub(crate) fn shown_exchange(&self, exchange: Exchange) -> Exchange {
        exchange.redacted(&|name| {
            self.protocol.redacted_header(name, "").is_some() || self.protocol.is_common_parameter(name)
        })
    }
}

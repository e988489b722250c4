//! `src/webhooks.rs`: what the mock sends when it is told to.

use askama::{Result, Template};
use twinspec_descriptors::Webhook;

use super::printer::Printer;

#[derive(Template)]
#[template(path = "mock/src/webhooks.rs", escape = "none")]
struct Code {
    webhooks: String,
}

pub(super) fn code(webhooks: &[Webhook]) -> Result<String> {
    Code { webhooks: Printer::default().print(webhooks) }.render()
}

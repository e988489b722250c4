//! `src/webhooks.rs`: the types of what the service sends by itself.

use askama::{Result, Template};

use super::types_rs;
use crate::emit::rust::{docs, file_docs, literal};
use crate::plan::{Naming, PAYLOAD, Plan, TypePlan, WebhooksPlan};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/webhooks.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    /// Those of the enum of all payloads.
    named: Vec<Named<'a>>,
    /// The enum of all payloads, if each says which it is.
    payload: Option<String>,
    types: Vec<String>,
    serde: String,
}

struct Named<'a> {
    docs: String,
    name: String,
    variant: &'a str,
}

pub(super) fn module(plan: &Plan<'_>, webhooks: &WebhooksPlan<'_>) -> Result<String> {
    let named = webhooks.named().map(|webhook| Named {
        docs: docs(&match text::inline(&webhook.model.summary) {
            summary if summary.is_empty() => format!("[`{}`]", webhook.name),
            summary => summary,
        }),
        name: literal(&webhook.model.name),
        variant: &webhook.name,
    });
    let (payload, types) = webhooks.types.split_at(usize::from(webhooks.are_apart));
    let definition = |made: &TypePlan| types_rs::definition(made, Naming::Client);
    let code = Code {
        docs: file_docs(&documentation(plan, webhooks)),
        named: named.collect(),
        payload: payload.first().map(definition).transpose()?,
        types: types.iter().map(definition).collect::<Result<_>>()?,
        serde: types_rs::serde(&webhooks.types),
    };
    code.render()
}

/// What the module is for, and how a payload is read.
fn documentation(plan: &Plan<'_>, webhooks: &WebhooksPlan<'_>) -> String {
    let (library, module) = (&plan.library, &webhooks.module);
    let first = webhooks.webhooks.first().map_or(PAYLOAD, |webhook| webhook.name.as_str());
    let all = match (webhooks.named().next(), webhooks.are_apart) {
        (None, _) => "",
        (Some(_), true) => {
            "\nWhere one URL serves several webhooks, read a [`Payload`]: a member of each payload says which it is.\n"
        }
        (Some(_), false) => {
            "\nWhere one URL serves several webhooks, [`Payload::named`] reads the one that is called by a name.\n"
        }
    };
    format!(
        "What the service sends by itself, to URLs of yours: the payloads of its webhooks and callbacks.\n\n\
         A [delivery](twinspec_core::Delivery) is a request that arrived. It is verified before it is read, in the way \
         of the service, by a [verifier](twinspec_core::VerifyDelivery) of yours.\n{all}\n\
         ```\n\
         use {library}::{module}::{first};\n\
         use {library}::twinspec_core::{{Delivery, Headers, VerifyDelivery}};\n\n\
         fn receive(\n    verifier: &dyn VerifyDelivery,\n    headers: &[(String, String)],\n    body: &[u8],\n\
         ) -> Result<{first}, Box<dyn std::error::Error>> {{\n    \
             let headers = Headers::from_iter(headers.iter().map(|(name, value)| (name, value)));\n    \
             let delivery = Delivery::verified(verifier, &headers, body)?;\n    \
             Ok(delivery.read()?)\n\
         }}\n\
         ```\n"
    )
}

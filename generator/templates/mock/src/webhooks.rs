use twinspec_mock::{
    Callback, Content, ContentField, Contract, ContractHeader, ContractParameter, ContractResponse, Location, Style, Webhook, Xml,
};

/// What the mock sends when it is told to.
pub(crate) static WEBHOOKS: &[Webhook] = {{ webhooks }};

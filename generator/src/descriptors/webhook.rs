//! What a service sends by itself.

use twinspec_descriptors::{Callback, Webhook};

use super::contract::contract;
use super::leak;
use crate::model;

/// Those that a mock can send: what is said of them whole is known.
pub(super) fn webhooks(api: &model::Api) -> &'static [Webhook] {
    leak::list(api.webhooks.iter().filter_map(|model| {
        let webhook = Webhook::new(leak::text(&model.name), model.method.name(), contract(model.contract.as_ref()?));
        Some(match &model.callback {
            Some(callback) => {
                webhook.callback(Callback::new(leak::texts(&callback.operations), leak::text(&callback.url)))
            }
            None => webhook,
        })
    }))
}

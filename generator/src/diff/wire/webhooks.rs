//! What the service sends by itself: it travels in the other direction.

use twinspec_schemas::Direction;

use super::{Operation, Wire};
use crate::diff::rules::operations::{ADDRESS_CHANGED, WEBHOOK_ADDED, WEBHOOK_REMOVED};
use crate::model::Webhook;

impl<'s> Wire<'s> {
    pub(super) fn webhooks(&mut self) {
        let (old, new) = (self.old, self.new);
        let same = |a: &Webhook, b: &Webhook| a.name == b.name && a.callback.is_some() == b.callback.is_some();
        for (index, a) in old.api().webhooks.iter().enumerate() {
            let subject = subject(a);
            // Callbacks of several operations can have one name.
            let exact = new.api().webhooks.iter().position(|b| same(a, b) && a.origin == b.origin);
            let other = exact.or_else(|| new.api().webhooks.iter().position(|b| same(a, b)));
            let Some((other, b)) = other.and_then(|other| Some((other, new.api().webhooks.get(other)?))) else {
                self.alone(&WEBHOOK_REMOVED, None, &subject, (Some(a.origin.clone()), None), "is gone".to_owned());
                continue;
            };
            let node = self.walker.findings.node(Some(&subject));
            let operation = Operation { node, old: &a.origin, new: &b.origin };
            let url =
                |webhook: &Webhook| webhook.callback.as_ref().map(|callback| callback.url.clone()).unwrap_or_default();
            if a.method != b.method || url(a) != url(b) {
                let text = format!("is sent with {} to `{}`", b.method.name(), url(b));
                self.note(&operation, &ADDRESS_CHANGED, &subject, text);
            }
            if let (Some(Some(from)), Some(Some(to))) = (old.webhooks.get(index), new.webhooks.get(other)) {
                // What the service sends travels to the caller, and what is answered to the service.
                self.body(&operation, from, to, Direction::Response);
                for response in &to.responses {
                    if let Some(known) = from.responses.iter().find(|known| known.statuses == response.statuses) {
                        let bodies = |contents, origin: &str| super::bodies::Bodies {
                            contents,
                            at: format!("{origin}/responses/{}", response.statuses),
                        };
                        let (a, b) = (bodies(&known.contents, &a.origin), bodies(&response.contents, &b.origin));
                        self.contents(
                            &operation,
                            &a,
                            &b,
                            Direction::Request,
                            &format!("{subject}, answer {}", response.statuses),
                        );
                    }
                }
            }
        }
        for b in &new.api().webhooks {
            if !old.api().webhooks.iter().any(|a| same(a, b)) {
                let subject = subject(b);
                self.alone(&WEBHOOK_ADDED, None, &subject, (None, Some(b.origin.clone())), "is new".to_owned());
            }
        }
    }
}

fn subject(webhook: &Webhook) -> String {
    let noun = if webhook.callback.is_some() { "callback" } else { "webhook" };
    format!("{noun} {}", webhook.name)
}

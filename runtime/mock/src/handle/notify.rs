//! Webhooks and callbacks that are sent.

use serde_json::{Map, Value};

use super::QualifiedName;
use crate::gateway::Gateway;
use crate::webhook::{Message, Notified, Notify, Situation, resolve, send};
use crate::{NotifyError, Webhook};

impl Gateway {
    /// The webhooks and callbacks of all APIs, each with the position of its API.
    pub(crate) fn webhooks(&self) -> impl Iterator<Item = (usize, &'static Webhook)> {
        let apis = self.apis.iter().enumerate().filter(|(_, hosted)| !hosted.is_built_in);
        apis.flat_map(|(api, hosted)| hosted.service.webhooks.iter().map(move |webhook| (api, webhook)))
    }

    /// Sends a webhook or a callback, and returns what is answered.
    pub(crate) async fn notify(&self, notify: &Notify) -> Result<Notified, NotifyError> {
        let (api, webhook) = self.webhook(notify)?;
        let url = match (&notify.url, &webhook.callback) {
            (Some(url), _) => url.clone(),
            (None, Some(callback)) => {
                let situation = self.situation_of(notify, callback.operations)?;
                let no_url = |problem| NotifyError::NoUrl { name: webhook.name, problem };
                resolve(callback.url, &situation).map_err(no_url)?
            }
            (None, None) => {
                let problem = "a webhook is sent to a URL that is given".to_owned();
                return Err(NotifyError::NoUrl { name: webhook.name, problem });
            }
        };
        let outgoing = self.outgoing((api, webhook), url, notify)?;
        let sent = send(webhook.method, &outgoing.url, &outgoing.headers, outgoing.payload.to_string().into()).await;
        let id = self.note(&outgoing, sent.as_ref().map_err(String::as_str));
        tracing::info!(
            webhook = webhook.name,
            url = outgoing.url,
            status = sent.as_ref().ok().map(|received| received.status),
            problem = sent.as_ref().err(),
            request_id = id.text().as_str(),
            "sent"
        );
        let received = sent.map_err(|problem| NotifyError::Unsent { url: outgoing.url.clone(), problem })?;
        Ok(Notified {
            name: webhook.name.to_owned(),
            method: webhook.method.to_owned(),
            differences: self.unlike_described(api, &outgoing, &received),
            url: outgoing.url,
            headers: outgoing.headers,
            payload: outgoing.payload,
            response: received,
        })
    }

    /// The one that is meant.
    fn webhook(&self, notify: &Notify) -> Result<(usize, &'static Webhook), NotifyError> {
        let (text, is_callback) = match (&notify.webhook, &notify.callback) {
            (Some(name), None) => (name, false),
            (None, Some(name)) => (name, true),
            _ => return Err(NotifyError::NoName),
        };
        let name = QualifiedName::read(text);
        let is_meant = |(api, webhook): &(usize, &'static Webhook)| {
            let fits = self.apis.get(*api).is_some_and(|hosted| name.fits(hosted.service.api));
            let is_of = |callback: &crate::Callback| {
                let operation = notify.operation.as_deref();
                operation.is_none_or(|operation| callback.operations.contains(&operation))
                    && notify.expression.as_deref().is_none_or(|expression| callback.url == expression)
            };
            fits && webhook.name == name.name
                && webhook.callback.as_ref().map_or(!is_callback, |of| is_callback && is_of(of))
        };
        let found: Vec<_> = self.webhooks().filter(is_meant).collect();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => {
                let known = self.webhooks().map(|(_, webhook)| described(webhook)).collect();
                Err(NotifyError::Unknown { name: text.clone(), known })
            }
            several => {
                let api = |api: usize| self.apis.get(api).map_or("", |hosted| hosted.service.api.name);
                let known = several.iter().map(|(of, webhook)| format!("{} of {}", described(webhook), api(*of)));
                Err(NotifyError::Ambiguous { name: text.clone(), known: known.collect() })
            }
        }
    }

    /// What asked for a callback: the request that is given, or a call of one of these operations.
    fn situation_of(&self, notify: &Notify, operations: &[&str]) -> Result<Situation, NotifyError> {
        let response = notify.response.as_ref().map(|response| Message {
            headers: pairs(&response.headers, str::to_ascii_lowercase),
            body: response.body.clone(),
            ..Message::default()
        });
        let status = notify.response.as_ref().and_then(|response| response.status);
        if let Some(request) = &notify.request {
            let query = request.url.split_once('?').map_or("", |(_, query)| query);
            let query = form_urlencoded::parse(query.as_bytes());
            let query = query.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
            let message = Message {
                headers: pairs(&request.headers, str::to_ascii_lowercase),
                query,
                path: pairs(&request.path, str::to_owned),
                body: request.body.clone(),
            };
            let (url, method) = (request.url.clone(), request.method.clone());
            return Ok(Situation { url, method, status, request: message, response });
        }
        let called: Vec<&str> = match &notify.operation {
            Some(operation) => vec![operation],
            None => operations.to_vec(),
        };
        let call = self.asked_for(&called, notify.call.as_deref()).ok_or_else(|| NotifyError::NoCall {
            operations: called.iter().map(|operation| (*operation).to_owned()).collect(),
            call: notify.call.clone(),
        })?;
        Ok(Situation { response: response.or(call.response), status: status.or(call.status), ..call })
    }
}

/// What distinguishes it from others.
fn described(webhook: &Webhook) -> String {
    match &webhook.callback {
        None => format!("`{}`", webhook.name),
        Some(callback) => {
            format!("the callback `{}` of {} to `{}`", webhook.name, callback.operations.join(" and "), callback.url)
        }
    }
}

fn pairs(members: &Map<String, Value>, name_of: impl Fn(&str) -> String) -> Vec<(String, String)> {
    members.iter().map(|(name, value)| (name_of(name), crate::state::text(value).into_owned())).collect()
}

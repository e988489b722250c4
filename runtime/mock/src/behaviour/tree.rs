//! What lies above a resource.

use serde_json::Value;

use super::session::{Bound, Session};
use crate::Service;
use crate::state::{Fields, Resources, place, text};

/// So many levels are looked at: what lies in itself has no end.
const LEVELS: usize = 1_000;

impl Session<'_> {
    /// The values of a field of all that lies above something that was found or created, from the top down: as one text if
    /// there is something to be between them. Absent if nothing is known of it.
    pub(super) fn ancestors(&self, of: &str, field: &str, separator: Option<&str>) -> Option<Value> {
        let Bound { account, kind, fields, .. } = self.bound.get(of)?;
        let above = above(self.service, &self.state.resources, account, (kind, fields));
        let mut values: Vec<_> = above.into_iter().filter_map(|(_, fields)| place::get(fields, field)).collect();
        values.reverse();
        Some(match separator {
            Some(separator) => values.into_iter().map(text).collect::<Vec<_>>().join(separator).into(),
            None => values.into_iter().cloned().collect(),
        })
    }
}

/// The keys of a resource and of all that lies above it, from it upwards; none if the account has no such resource.
pub(crate) fn path_to_top(
    service: &'static Service,
    resources: &Resources,
    account: &str,
    kind: &str,
    key: &str,
) -> Vec<String> {
    let Some(fields) = by_key(service, resources, account, kind, key) else { return Vec::new() };
    let above = above(service, resources, account, (kind, fields));
    let key_of = |(kind, fields): (&str, &Fields)| {
        let key = service.resource(kind)?.key?;
        place::get(fields, key).map(|value| text(value).into_owned())
    };
    std::iter::once((kind, fields)).chain(above).filter_map(key_of).collect()
}

/// What lies above a resource, from it upwards: what each is, and its fields.
fn above<'r>(
    service: &'static Service,
    resources: &'r Resources,
    account: &str,
    (mut kind, mut fields): (&str, &'r Fields),
) -> Vec<(&'static str, &'r Fields)> {
    let mut all = Vec::new();
    for _ in 0..LEVELS {
        let Some((above, field)) = service.resource(kind).and_then(|resource| resource.parent) else { break };
        let key = place::get(fields, field).map(text);
        let found = key.and_then(|key| by_key(service, resources, account, above, &key));
        let Some(found) = found else { break };
        all.push((above, found));
        (kind, fields) = (above, found);
    }
    all
}

/// The resource with this key.
fn by_key<'r>(
    service: &'static Service,
    resources: &'r Resources,
    account: &str,
    kind: &str,
    key: &str,
) -> Option<&'r Fields> {
    let name = service.resource(kind)?.key?;
    let mut all = resources.all(account, kind).map(|(_, record)| &record.fields);
    all.find(|fields| place::get(fields, name).is_some_and(|value| text(value) == key))
}

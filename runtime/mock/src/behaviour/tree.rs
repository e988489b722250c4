//! What lies above a resource.

use serde_json::Value;

use super::session::{Bound, Session};
use crate::state::{AccountId, Fields, place, text};

/// So many levels are looked at: what lies in itself has no end.
const LEVELS: usize = 1_000;

impl Session<'_> {
    /// The values of a field of all that lies above something that was found or created, from the top down: as one text if
    /// there is something to be between them. Absent if nothing is known of it.
    pub(super) fn ancestors(&self, of: &str, field: &str, separator: Option<&str>) -> Option<Value> {
        let Bound { account, kind, fields, .. } = self.bound.get(of)?;
        let (account, mut kind, mut fields) = (account.clone(), *kind, fields.clone());
        let mut values = Vec::new();
        for _ in 0..LEVELS {
            let Some((above, found)) = self.parent(&account, kind, &fields) else { break };
            values.extend(place::get(&found, field).cloned());
            (kind, fields) = (above, found);
        }
        values.reverse();
        Some(match separator {
            Some(separator) => values.iter().map(text).collect::<Vec<_>>().join(separator).into(),
            None => Value::Array(values),
        })
    }

    /// What a resource lies in: its kind and its fields.
    fn parent(&self, account: &AccountId, kind: &str, fields: &Fields) -> Option<(&'static str, Fields)> {
        let (above, field) = self.service.resource(kind)?.parent?;
        let key = self.service.resource(above)?.key?;
        let wanted = text(place::get(fields, field)?);
        let mut all = self.state.resources.all(account, above).map(|(_, record)| &record.fields);
        let found = all.find(|fields| place::get(fields, key).is_some_and(|value| text(value) == wanted))?;
        Some((above, found.clone()))
    }
}

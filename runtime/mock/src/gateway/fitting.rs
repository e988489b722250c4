//! Whether a resource that a user passes is what the document says that such a resource is.

use serde_json::Value;

use super::Gateway;
use crate::state::Fields;
use crate::{Expression, Resource};

impl Gateway {
    /// Holds the fields of a resource against the schema of the answer that shows such a resource whole. Fields that are not
    /// there are none of its concern: an answer has them anyway. Without such an answer nothing is known of it.
    pub(crate) fn check_fields(&self, api: usize, resource: &Resource, fields: &Fields) -> Result<(), String> {
        let mut shown = self.operations.all().iter().filter(|served| served.api == api).filter_map(|served| {
            let behaviour = &served.operation.behaviour;
            let find = behaviour.finds.iter().find(|find| find.resource == resource.name)?;
            let is_found = |value: &Expression| matches!(value, Expression::Resource(name) if *name == find.name);
            let answer = behaviour.answer.iter().find(|answer| is_found(&answer.value))?;
            served.contract.as_ref()?.answered_at(served.operation.status, answer.path)
        });
        let Some(schema) = shown.next() else { return Ok(()) };
        let mut own = fields.clone();
        own.retain(|name, _| !resource.within.contains(&name.as_str()));
        for (name, value) in &own {
            let fault = schema.property(name).and_then(|property| property.faults(value).into_iter().next());
            if let Some(fault) = fault {
                return Err(format!("{name}{}: {}", fault.pointer, fault.message));
            }
        }
        let whole = schema.faults(&Value::Object(own));
        let is_unknown = |keyword: &str| matches!(keyword, "additionalProperties" | "unevaluatedProperties");
        match whole.iter().find(|fault| is_unknown(&fault.keyword)) {
            Some(fault) => Err(format!("{}: {}", fault.pointer.trim_start_matches('/'), fault.message)),
            None => Ok(()),
        }
    }
}

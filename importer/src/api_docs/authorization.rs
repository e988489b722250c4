//! What a RAM policy must allow, and how often an operation may be called.

use crate::importer::{Fields, Importer};
use crate::object::Object;
use crate::{Context, Data};

impl Importer {
    /// The authorization table.
    pub(super) fn ram(&mut self, fields: &mut Fields) -> Data {
        let list = fields.take_list("ramActions");
        let mut rows = Vec::new();
        self.at("ramActions", |this| {
            for (index, row) in list.into_iter().enumerate() {
                rows.extend(this.at(index.to_string(), |this| this.ram_row(row)));
            }
        });
        Data::List(rows)
    }

    fn ram_row(&mut self, row: Data) -> Option<Data> {
        let mut fields = self.fields(Context::RamRow, row);
        let access = match fields.take_text("operationType").as_deref() {
            Some("get") => "read",
            Some("list") => "list",
            Some("create" | "update" | "delete" | "patch" | "write") => "write",
            None | Some("none" | "") => "none",
            Some(other) => {
                self.unknown(format!("the access level `{other}`"));
                "none"
            }
        };
        let action = fields.take("ramAction")?;
        let further = fields.take_list("additionalActions");
        let further: Vec<String> = further.iter().filter_map(|action| self.further_action(action)).collect();
        self.finish(fields);
        self.at("ramAction", |this| {
            let mut fields = this.fields(Context::RamAction, action);
            let action = fields.take_text("action")?;
            let conditions = fields.take_list("actionConditions");
            let keys: Vec<String> = conditions.iter().filter_map(|condition| this.condition_key(condition)).collect();
            let (mut arns, mut kinds) = (Vec::new(), Vec::new());
            for resource in fields.take_list("resources") {
                let mut resource = this.fields(Context::RamResource, resource);
                if let Some(arn) = resource.take_text("arn").filter(|arn| !arns.contains(arn)) {
                    arns.push(arn);
                }
                let kind = resource.take_text("resourceType").filter(|kind| kind != "All Resource");
                if let Some(kind) = kind.filter(|kind| !kinds.contains(kind)) {
                    kinds.push(kind);
                }
                this.finish(resource);
            }
            this.finish(fields);
            let mut row = Object::new();
            row.put("action", action);
            row.put("access-level", access);
            row.put("resources", arns);
            row.put_filled("resource-types", kinds);
            row.put_filled("condition-keys", keys);
            row.put_filled("associated-operations", further);
            Some(row.into())
        })
    }

    fn further_action(&mut self, action: &Data) -> Option<String> {
        let name = action.as_text().or_else(|| action.get("action")?.as_text());
        if name.is_none() {
            self.at("additionalActions", |this| this.unknown("an action that has no name"));
        }
        name.map(str::to_owned)
    }

    fn condition_key(&mut self, condition: &Data) -> Option<String> {
        let name = condition
            .as_text()
            .or_else(|| ["conditionKey", "key", "name"].iter().find_map(|key| condition.get(key)?.as_text()));
        if name.is_none() {
            self.at("actionConditions", |this| this.unknown("a condition that has no key"));
        }
        name.map(str::to_owned)
    }

    /// How often an account may call.
    pub(super) fn limits(&mut self, fields: &mut Fields) -> Data {
        let control = fields.take("flowControl").unwrap_or(Data::Null);
        let mut limits: Vec<Data> = Vec::new();
        self.at("flowControl", |this| {
            let mut control = this.fields(Context::FlowControl, control);
            for (index, limit) in control.take_list("flowControlList").into_iter().enumerate() {
                let number = limits.len();
                limits.extend(this.at(index.to_string(), |this| this.limit(limit, number)));
            }
            this.finish(control);
        });
        Data::List(limits)
    }

    fn limit(&mut self, limit: Data, number: usize) -> Option<Data> {
        let mut fields = self.fields(Context::Limit, limit);
        let whole = |value: Option<Data>| match value {
            Some(Data::Number(number)) => number.as_i64(),
            Some(Data::Text(text)) => text.trim().parse().ok(),
            _ => None,
        };
        let count = whole(fields.take("threshold"));
        let seconds = whole(fields.take("countWindow"));
        let region = fields.take_text("regionId").filter(|region| region != "*");
        self.finish(fields);
        let window = match seconds {
            Some(1) => "second",
            Some(60) => "minute",
            Some(3_600) => "hour",
            Some(86_400) => "day",
            other => {
                self.unknown(format!("a limit for a time of {other:?} seconds"));
                return None;
            }
        };
        let Some(count) = count.filter(|count| *count > 0) else {
            self.unknown("a limit without a number of calls");
            return None;
        };
        let mut row = Object::new();
        let suffix = if number == 0 { String::new() } else { format!("-{}", number + 1) };
        row.put("name", format!("calls-per-{window}{suffix}"));
        row.put("description", format!("Calls that one account may make per {window}."));
        row.put("count", count);
        row.put("per", "account");
        row.put("window", window);
        row.put_some("region", region);
        Some(row.into())
    }

    /// What changed, latest first.
    pub(super) fn changes(&mut self, fields: &mut Fields) -> Data {
        let list = fields.take_list("changeSet");
        let mut changes: Vec<(String, Data)> = Vec::new();
        self.at("changeSet", |this| {
            for (index, change) in list.into_iter().enumerate() {
                this.at(index.to_string(), |this| {
                    let mut fields = this.fields(Context::Change, change);
                    let date = fields.take_text("createdAt").and_then(|time| time.get(..10).map(str::to_owned));
                    let summary = this.text(&mut fields, "description");
                    this.finish(fields);
                    let Some(date) = date else {
                        this.unknown("a change without a date");
                        return;
                    };
                    let mut change = Object::new();
                    change.put("date", date.clone());
                    change.put("summary", summary.unwrap_or_else(|| "The operation was changed.".to_owned()));
                    changes.push((date, change.into()));
                });
            }
        });
        changes.sort_by(|(a, _), (b, _)| b.cmp(a));
        Data::List(changes.into_iter().map(|(_, change)| change).collect())
    }
}

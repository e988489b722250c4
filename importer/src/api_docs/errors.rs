//! Error tables.

use crate::importer::{Fields, Importer};
use crate::object::Object;
use crate::{Context, Data, Repair};

impl Importer {
    /// The error table of an operation.
    pub(super) fn error_table(&mut self, fields: &mut Fields) -> Vec<Data> {
        let mut rows = Vec::new();
        let statuses = fields.take_map("errorCodes");
        self.at("errorCodes", |this| {
            for (status, list) in statuses {
                this.at(status.clone(), |this| {
                    let Data::List(list) = list else {
                        this.unknown("errors that are not a list");
                        return;
                    };
                    let mut seen = Vec::new();
                    for (index, row) in list.into_iter().enumerate() {
                        let row = this.at(index.to_string(), |this| this.error_row(&status, row, &mut seen));
                        rows.extend(row);
                    }
                });
            }
        });
        rows
    }

    fn error_row(&mut self, status: &str, row: Data, seen: &mut Vec<String>) -> Option<Data> {
        let mut fields = self.fields(Context::ErrorRow, row);
        let code = fields.take_text("errorCode").unwrap_or_default();
        let message = fields.take_text("errorMessage").unwrap_or_default();
        let description = self.text(&mut fields, "description");
        self.finish(fields);
        let code = self.error_code(code)?;
        if seen.contains(&code) {
            self.repaired(Repair::DuplicateErrorCode);
            return None;
        }
        seen.push(code.clone());
        let mut row = Object::new();
        match status.parse::<i64>() {
            Ok(status) if is_final(status) => row.put("status", status),
            Ok(status) => {
                self.repaired(Repair::StatusOutsideHttp);
                row.put("status", 400);
                row.put("listed-status", status);
            }
            Err(_) => {
                self.unknown(format!("errors under `{status}`"));
                row.put("status", 400);
            }
        }
        row.put("code", code);
        let message = self.readable(message);
        row.put("message", message.trim());
        row.put_some("description", description.filter(|description| *description != message.trim()));
        Some(row.into())
    }

    fn error_code(&mut self, code: String) -> Option<String> {
        let code = self.readable(code);
        let trimmed = code.trim();
        if trimmed.is_empty() {
            self.repaired(Repair::EmptyErrorCode);
            return None;
        }
        if trimmed.len() != code.len() {
            self.repaired(Repair::BlanksAroundErrorCode);
        }
        Some(trimmed.to_owned())
    }

    /// The errors of the whole API.
    pub(super) fn common_errors(&mut self, list: Vec<Data>) -> Vec<Data> {
        let mut rows = Vec::new();
        self.at("errorCodes", |this| {
            for (index, row) in list.into_iter().enumerate() {
                rows.extend(this.at(index.to_string(), |this| this.common_error(row)));
            }
        });
        rows
    }

    fn common_error(&mut self, row: Data) -> Option<Data> {
        let mut fields = self.fields(Context::CommonError, row);
        let code = fields.take_text("code").unwrap_or_default();
        let message = fields.take_text("message").unwrap_or_default();
        let description = self.text(&mut fields, "description");
        let status = match fields.take("http_code") {
            Some(Data::Number(status)) => status.as_i64(),
            _ => None,
        };
        self.finish(fields);
        let code = self.error_code(code)?;
        let message = self.readable(message);
        let mut row = Object::new();
        row.put_some("status", status.filter(|status| is_final(*status)));
        row.put("code", code);
        row.put("message", message.trim());
        row.put_some("description", description.filter(|description| *description != message.trim()));
        Some(row.into())
    }
}

/// Whether a number is a status that an answer can have. One below 200 only announces an answer.
fn is_final(status: i64) -> bool {
    (200..600).contains(&status)
}

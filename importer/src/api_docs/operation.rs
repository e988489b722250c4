//! An operation of the source as an operation file.

use super::operation_type::operation_type;
use super::pagination::{idempotency_token, pagination};
use super::parameter::Listed;
use super::path::{Paths, Place, is_addressed_by_path};
use super::request_body::request_body;
use super::security::Security;
use crate::importer::{Fields, Importer};
use crate::object::Object;
use crate::{Context, Data};

/// An operation of the document under construction.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) method: String,
    /// What is under the method.
    pub(super) data: Object,
}

/// What operations of an API share.
pub(super) struct Api<'a> {
    /// Whether the source says that the API is of the RPC style.
    pub(super) rpc: bool,
    /// Whether the document will be: every operation is recognized by its action.
    pub(super) all_by_action: bool,
    /// The tags of an operation.
    pub(super) tags: &'a dyn Fn(&str) -> Vec<String>,
    /// What most operations ask for.
    pub(super) security: &'a Security,
    /// The product and version, as `Product::Version`.
    pub(super) itself: &'a str,
    /// The lowered components.
    pub(super) components: &'a Data,
}

impl Importer {
    /// The operation `id`.
    pub(super) fn operation(&mut self, id: &str, data: Data, api: &Api<'_>, paths: &mut Paths) -> Operation {
        let mut fields = self.fields(Context::Operation, data);
        let methods = self.texts(&mut fields, "methods");
        let schemes = self.texts(&mut fields, "schemes");
        let consumes = self.texts(&mut fields, "consumes");
        let produces = self.texts(&mut fields, "produces");
        self.left_out(Context::Operation, "schemes");
        let list = fields.take_list("parameters");
        let mut parameters = self.parameters(list);
        let path = fields.take_text("path");
        let by_path = !api.rpc && is_addressed_by_path(path.as_deref());
        let sends_body = parameters.body.is_some() || !parameters.form.is_empty();
        let (method, methods) = preferred(methods, !by_path || sends_body);
        let place = match path.filter(|_| by_path) {
            Some(path) => self.place_by_path(id, &path, &method, &mut parameters, paths),
            None => {
                if api.rpc && fields_has_path(&fields) {
                    self.left_out(Context::Operation, "path");
                }
                self.unbound(&[], &mut parameters);
                Place { document: format!("/{id}"), wire: (!api.all_by_action).then(|| "/".to_owned()) }
            }
        };
        let body = request_body(&mut parameters, &consumes);
        let parameters_data: Vec<Data> =
            std::mem::take(&mut parameters.listed).into_iter().map(Listed::into_data).collect();

        let errors = self.error_table(&mut fields);
        let answer = self.answer(&schemes, &produces);
        let responses = self.responses(&mut fields, answer, !errors.is_empty());

        let mut operation = Object::new();
        operation.put("operationId", id);
        operation.put_filled("tags", (api.tags)(id));
        self.texts_of(&mut fields, id, &mut operation);
        operation.put_flag("deprecated", self.flag(&mut fields, "deprecated"));
        if api.all_by_action {
            operation.put("x-acs-action", id);
        }
        operation.put_some("x-twin-path", place.wire);
        if schemes.iter().any(|scheme| scheme == "websocket") {
            operation.put("x-twin-protocol", "websocket");
        }
        if methods.len() > 1 {
            operation.put("x-acs-methods", methods);
        }
        self.tags_of_system(id, &mut fields, &mut operation);
        self.static_info(&mut fields, api.itself, &mut operation);
        operation.put_some("x-twin-idempotency-token", idempotency_token(&parameters_data, body.as_ref()));
        operation
            .put_some("x-twin-pagination", pagination(&parameters_data, body.as_ref(), &responses, api.components));
        operation.put_some("security", self.security(&mut fields, api.security));
        operation.put_filled("x-acs-ram", self.ram(&mut fields));
        operation.put_filled("x-twin-limits", self.limits(&mut fields));
        operation.put_filled("x-twin-host-parameters", Data::List(parameters.host));
        operation.put_filled("parameters", Data::List(parameters_data));
        operation.put_some("requestBody", body);
        operation.put("responses", responses);
        operation.put_filled("x-twin-errors", Data::List(errors));
        operation.put_filled("x-twin-change-set", self.changes(&mut fields));
        self.finish(fields);
        Operation { id: id.to_owned(), path: place.document, method, data: operation }
    }

    /// Summary, description and title.
    fn texts_of(&mut self, fields: &mut Fields, id: &str, operation: &mut Object) {
        let title = self.text(fields, "title").filter(|title| title != id);
        let summary = self.text(fields, "summary");
        let (summary, title) = match summary {
            None => (title, None),
            summary if summary == title => (summary, None),
            summary => (summary, title),
        };
        let mut description = self.text(fields, "description").unwrap_or_default();
        for (key, heading) in [
            ("requestParamsDescription", "Request parameters"),
            ("responseParamsDescription", "Response parameters"),
            ("extraInfo", "Further information"),
        ] {
            if let Some(text) = self.text(fields, key) {
                if !description.is_empty() {
                    description.push_str("\n\n");
                }
                description.push_str(&format!("## {heading}\n\n{text}"));
            }
        }
        operation.put_some("summary", summary);
        operation.put_some("x-twin-title", title);
        if !description.is_empty() {
            operation.put("description", description);
        }
    }

    fn tags_of_system(&mut self, id: &str, fields: &mut Fields, operation: &mut Object) {
        let own = fields.take_text("operationType");
        let tags = fields.take("systemTags").unwrap_or(Data::Null);
        self.at("systemTags", |this| {
            let mut tags = this.fields(Context::SystemTags, tags);
            let system = tags.take_text("operationType");
            let of_name = operation_type(id, own.as_deref(), system.as_deref());
            if let Some(kind) = of_name.kind {
                operation.put("x-twin-operation-type", kind);
            }
            if of_name.contradicting {
                this.repaired_at("operationType", crate::Repair::ContradictingTypeOfOperation);
            }
            match tags.take_text("riskType").as_deref() {
                Some("high") => operation.put("x-acs-risk", "high"),
                None | Some("none" | "") => {}
                Some(other) => this.unknown(format!("the risk `{other}`")),
            }
            match tags.take_text("chargeType").as_deref() {
                Some("paid") => operation.put("x-acs-charge", "paid"),
                None | Some("free" | "") => {}
                Some(other) => this.unknown(format!("the charge `{other}`")),
            }
            this.finish(tags);
        });
    }

    /// What to call instead, and what to ask for the outcome.
    fn static_info(&mut self, fields: &mut Fields, itself: &str, operation: &mut Object) {
        let info = fields.take("staticInfo").unwrap_or(Data::Null);
        self.at("staticInfo", |this| {
            let mut info = this.fields(Context::StaticInfo, info);
            let substitutes = this.texts(&mut info, "substitutions");
            let mut named: Vec<String> = Vec::new();
            for substitute in substitutes {
                let name = local(&substitute, itself);
                if name.trim().is_empty() {
                    this.repaired_at("substitutions", crate::Repair::UnknownSubstitute);
                } else if !named.contains(&name) {
                    named.push(name);
                }
            }
            operation.put_filled("x-twin-substitutes", named);
            operation.put_some("x-twin-poll", this.callback(&mut info, itself));
            this.finish(info);
        });
    }
}

/// `Product::Version::Operation` without what is that of the API itself.
pub(super) fn local(name: &str, itself: &str) -> String {
    let own = name.rsplit_once("::").filter(|(api, _)| api.eq_ignore_ascii_case(itself));
    own.map_or(name, |(_, operation)| operation).to_owned()
}

fn fields_has_path(fields: &Fields) -> bool {
    fields.peek("path").is_some()
}

/// The method of the document, and all of them, that one first. What sends a body is posted if it can be.
fn preferred(mut methods: Vec<String>, posts: bool) -> (String, Vec<String>) {
    methods.iter_mut().for_each(|method| method.make_ascii_lowercase());
    let posted = methods.iter().position(|method| method == "post").filter(|_| posts);
    // With no POST, a body still does not go with a GET if there is another way.
    let sent = posted.or_else(|| methods.iter().position(|method| method != "get").filter(|_| posts));
    if let Some(index) = sent {
        let method = methods.remove(index);
        methods.insert(0, method);
    }
    methods.dedup();
    (methods.first().cloned().unwrap_or_else(|| "post".to_owned()), methods)
}

//! `src/<operation>.rs`: the request, the response and the errors of one operation, and the client's method.

use askama::{Result, Template};

use super::fields::{deprecated, documented};
use super::{errors_rs, headers_rs, pagination_rs, poll_rs, types_rs, xml};
use crate::emit::families;
use crate::emit::markdown::{deprecation_note, filters, notices};
use crate::emit::rust::{docs, file_docs, list, literal};
use crate::facts::Events;
use crate::model::{Operation, OperationType, Parameter, ResponseFormat, SecurityRequirement};
use crate::plan::{
    Call, ContentPlan, ContentTypePlan, EVENT_DATA, KindPlan, Naming, OperationPlan, Plan, RequestField, RustType,
};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/operation.md", escape = "none")]
struct Documentation<'a> {
    plan: &'a Plan<'a>,
    operation: &'a OperationPlan<'a>,
    notices: Vec<String>,
    authorization: String,
    sample: Option<Call>,
    call: Option<Call>,
    /// The same, if the operation has no better example.
    plain_call: Option<Call>,
}

#[derive(Template)]
#[template(path = "client/src/operation.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    id: String,
    module: &'a str,
    name: String,
    read_only: bool,
    idempotent: bool,
    idempotency_token: Option<String>,
    methods: String,
    path: String,
    parameters: String,
    /// What the body of a response is, if not JSON.
    response: Option<&'static str>,
    accept: Option<String>,
    errors: String,
    /// How responses are written in XML.
    xml: String,
    /// The other media types of the body.
    contents: String,
    /// The media type of a body of parts, if not the usual one.
    multipart: Option<String>,
    body_required: bool,
    /// The field with the chosen one, and the methods that choose.
    content_field: &'a str,
    choices: Vec<Choice<'a>>,
    /// What says which media type of a range the body has.
    content_type: Option<&'a ContentTypePlan<'a>>,
    security: String,
    fields: Vec<Field<'a>>,
    /// The parameters of the functions that make a request.
    arguments: String,
    too_many: &'static str,
    /// What these functions set the fields to, after `client`.
    values: String,
    setters: Vec<Setter<'a>>,
    events: Option<&'a Events>,
    paginate: String,
    pages: String,
    long_running: String,
    poll: String,
    method_docs: String,
    deprecated: String,
    types: Vec<String>,
    headers: String,
    serde: String,
    kinds: Vec<Variant<'a>>,
    kind_of_row: String,
    has_error_body: bool,
}

struct Field<'a> {
    docs: String,
    name: &'a str,
    rust: String,
    set: String,
}

/// A method that chooses a media type.
struct Choice<'a> {
    docs: String,
    name: &'a str,
    media_type: String,
}

struct Setter<'a> {
    docs: String,
    deprecated: &'static str,
    name: &'a str,
    takes: String,
    value: String,
    twin: Option<Twin<'a>>,
}

/// The setter that takes an option.
struct Twin<'a> {
    name: &'a str,
    takes: String,
    value: &'static str,
}

struct Variant<'a> {
    docs: String,
    name: &'a str,
}

pub(super) fn code(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Result<String> {
    let notices = notices(operation.model);
    let is_special = planned_specially(operation);
    let documentation = Documentation {
        plan,
        operation,
        notices,
        authorization: families::module_authorization(plan, operation),
        sample: operation.sample(),
        call: operation.example(),
        plain_call: if is_special { None } else { operation.example() },
    };
    template(plan, operation, file_docs(&documentation.render()?))?.render()
}

/// Whether the documentation has an example of its own for the operation: of its events, its outcome or its pages.
fn planned_specially(operation: &OperationPlan<'_>) -> bool {
    operation.facts.events.is_some() || operation.poll.is_some() || operation.pagination.is_some()
}

fn template<'a>(plan: &Plan<'_>, planned: &'a OperationPlan<'a>, docs_of_file: String) -> Result<Code<'a>> {
    let operation = planned.model;
    let arguments: Vec<_> = planned.required().map(argument).collect();
    let mut values: Vec<_> = planned.fields.iter().map(|field| format!(", {}", initial_value(field))).collect();
    values.extend(planned.content_type.iter().map(|of_range| format!(", {}: None", of_range.setter)));
    values.extend((!planned.contents.is_empty()).then(|| format!(", {}: None", planned.content_field)));
    let kind_of_row = planned.kind_of_row.iter().filter_map(|kind| planned.kinds.get(*kind));
    let (pagination, poll) = (planned.pagination.as_ref(), planned.poll.as_ref());
    Ok(Code {
        docs: docs_of_file,
        id: text::code(&operation.id),
        module: &planned.module,
        name: literal(&operation.name),
        idempotent: operation.is_idempotent && operation.operation_type != Some(OperationType::Read),
        read_only: operation.operation_type == Some(OperationType::Read),
        idempotency_token: operation.idempotency_token.as_deref().map(literal),
        methods: list(operation.methods.iter().map(|method| format!("Method::{method:?}"))),
        path: literal(&operation.path),
        parameters: joined(operation.parameters.iter().map(parameter)),
        response: match planned.facts.format {
            Some(ResponseFormat::Json) => None,
            Some(ResponseFormat::Empty) => Some("Empty"),
            Some(ResponseFormat::Xml) => Some("Xml"),
            Some(ResponseFormat::Text) => Some("Text"),
            Some(ResponseFormat::Binary) => Some("Binary"),
            Some(ResponseFormat::EventStream) => Some("Events"),
            None => Some("Any"),
        },
        contents: joined(operation.contents.iter().map(|content| {
            let parameters = joined(content.parameters.iter().map(parameter));
            let rest = content.rest.as_ref().map(|rest| format!(".rest(&{})", parameter(rest))).unwrap_or_default();
            format!("BodyContent::new({}, &[{parameters}]){rest}", literal(&content.media_type))
        })),
        multipart: operation.multipart.as_deref().map(literal),
        body_required: operation.body_required,
        content_field: &planned.content_field,
        content_type: planned.content_type.as_ref(),
        choices: planned.contents.iter().map(|content| choice(planned, content)).collect(),
        xml: joined(
            operation.responses_in_xml().map(|(statuses, of)| format!("({}, {})", literal(&statuses), xml::of(of))),
        ),
        accept: planned.facts.accept.as_deref().map(literal),
        errors: joined(operation.errors.iter().map(|row| errors_rs::named(plan, row))),
        security: security(operation),
        fields: planned.fields.iter().map(field).collect(),
        too_many: if arguments.len() > 7 { "#[allow(clippy::too_many_arguments)]" } else { "" },
        arguments: arguments.join(", "),
        values: values.concat(),
        setters: planned.optional().map(setter).collect(),
        events: planned.facts.events.as_ref(),
        paginate: pagination.map(pagination_rs::paginate).transpose()?.unwrap_or_default(),
        pages: pagination
            .map(|pagination| pagination_rs::methods(planned, pagination))
            .transpose()?
            .unwrap_or_default(),
        long_running: poll.map(poll_rs::long_running).transpose()?.unwrap_or_default(),
        poll: poll.map(|poll| poll_rs::methods(planned, poll)).transpose()?.unwrap_or_default(),
        method_docs: docs(&method_documentation(planned)),
        deprecated: deprecated_method(operation),
        types: planned.types.iter().map(|made| types_rs::definition(made, Naming::Client)).collect::<Result<_>>()?,
        headers: headers_rs::of_operation(planned)?,
        serde: types_rs::serde(&planned.types),
        kinds: planned.kinds.iter().map(variant).collect(),
        has_error_body: planned.has_error_body(),
        kind_of_row: list(kind_of_row.map(|kind| format!("Self::{}", kind.name))),
    })
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn parameter(parameter: &Parameter) -> String {
    let Parameter { name, location, style, .. } = parameter;
    let set = |is_set: bool, setter: &'static str| if is_set { setter } else { "" };
    let setters = [
        set(parameter.explode, ".explode()"),
        set(parameter.allow_reserved, ".allow_reserved()"),
        set(parameter.nameless, ".nameless()"),
        set(parameter.required, ".required()"),
        set(parameter.sensitive, ".sensitive()"),
    ];
    let media_type = match &parameter.media_type {
        Some(media_type) => format!(".media_type({})", literal(media_type)),
        None => String::new(),
    };
    let xml = parameter.xml.as_ref().map(|of| format!(".xml({})", xml::of(of))).unwrap_or_default();
    let name = literal(name);
    format!("Parameter::new({name}, Location::{location:?}, Style::{style:?}){media_type}{xml}{}", setters.concat())
}

/// What a call has to be authorized with; nothing if the credentials of the API's family say so themselves.
fn security(operation: &Operation) -> String {
    let requirement = |requirement: &SecurityRequirement| {
        let names = requirement.schemes.iter().map(|scheme| literal(&scheme.name));
        let scoped = requirement.schemes.iter().filter(|scheme| !scheme.scopes.is_empty()).map(|scheme| {
            format!("({}, {})", literal(&scheme.name), list(scheme.scopes.iter().map(|scope| literal(scope))))
        });
        let scopes = match scoped.collect::<Vec<_>>() {
            scoped if scoped.is_empty() => String::new(),
            scoped => format!(".scopes({})", list(scoped.into_iter())),
        };
        format!("Requirement::of({}){scopes}", list(names))
    };
    match operation.security.as_slice() {
        [] => String::new(),
        requirements => list(requirements.iter().map(requirement)),
    }
}

/// The attribute of a method, which says what to call instead.
fn deprecated_method(operation: &Operation) -> String {
    match deprecation_note(operation) {
        note if operation.deprecated && !note.is_empty() => format!("#[deprecated(note = {note:?})]"),
        _ => deprecated(operation.deprecated).to_owned(),
    }
}

fn field<'a>(field: &'a RequestField<'a>) -> Field<'a> {
    let rust = field.rust.named(Naming::Client);
    let rust = if field.parameter.required { rust } else { format!("Option<{rust}>") };
    let parameter = field.parameter;
    // The setter of an optional one says it all.
    let text = match parameter.required {
        true => documented(parameter.documentation().trim(), &parameter.name, parameter.example.as_ref()),
        false => text::code(&parameter.name),
    };
    Field { docs: docs(&text), name: &field.name, rust, set: set(field) }
}

/// Hands the value of a field over.
fn set(field: &RequestField<'_>) -> String {
    let (name, wire, location) = (&field.name, &field.parameter.name, field.parameter.location);
    let exposed = if matches!(field.rust, RustType::Sensitive(_)) { ".expose()" } else { "" };
    match (field.rust.inner(), field.parameter.required) {
        (RustType::Upload, true) => format!("arguments.set_bytes({wire:?}, self.{name}{exposed}.clone());"),
        (RustType::Upload, false) => {
            format!("if let Some(bytes) = &self.{name} {{\narguments.set_bytes({wire:?}, bytes{exposed}.clone());\n}}")
        }
        (RustType::List(files), is_required) if **files == RustType::Upload => {
            let each = format!("for file in files{exposed} {{\narguments.set_bytes({wire:?}, file.clone());\n}}");
            match is_required {
                true => format!("let files = &self.{name};\n{each}"),
                false => format!("if let Some(files) = &self.{name} {{\n{each}\n}}"),
            }
        }
        (RustType::Optional(_), true) if !field.shares_name => {
            format!("arguments.set({wire:?}, &twinspec_core::or_null(&self.{name}));")
        }
        _ if field.shares_name => format!("arguments.set_in(Location::{location:?}, {wire:?}, &self.{name});"),
        _ => format!("arguments.set({wire:?}, &self.{name});"),
    }
}

fn method_documentation(operation: &OperationPlan<'_>) -> String {
    let mut text = text::inline(&operation.model.summary);
    if text.is_empty() {
        text = text::inline(&text::first_sentence(&operation.model.description));
    }
    if text.is_empty() {
        text = format!("Calls {}.", text::code(&operation.model.id));
    }
    for notice in notices(operation.model) {
        text.push_str(&format!("\n\n{notice}"));
    }
    for (number, field) in operation.required().enumerate() {
        let between = if number == 0 { "\n\n" } else { "\n" };
        let description = text::inline(&text::first_sentence(&field.parameter.description));
        let description = if description.is_empty() { description } else { format!(": {description}") };
        text.push_str(&format!("{between}* `{}`{description}", field.name));
    }
    text
}

/// What a caller passes for a field as `name`, and how that becomes the field's value.
fn given(field: &RequestField<'_>, name: &str) -> (String, String) {
    let (rust, sensitive) = match &field.rust {
        RustType::Sensitive(inner) => (inner.as_ref(), true),
        rust => (rust, false),
    };
    let (takes, value) = match rust {
        RustType::List(items) => (
            format!("impl IntoIterator<Item = impl Into<{}>>", items.named(Naming::Client)),
            format!("{name}.into_iter().map(Into::into).collect()"),
        ),
        RustType::String | RustType::Formatted(_) | RustType::Local(_) | RustType::Shared(_) | RustType::Upload => {
            (format!("impl Into<{}>", rust.named(Naming::Client)), format!("{name}.into()"))
        }
        rust => (rust.named(Naming::Client), name.to_owned()),
    };
    (takes, if sensitive { format!("Sensitive::new({value})") } else { value })
}

fn argument(field: &RequestField<'_>) -> String {
    let (takes, _) = given(field, &field.name);
    format!("{}: {takes}", field.name)
}

fn initial_value(field: &RequestField<'_>) -> String {
    let name = &field.name;
    if !field.parameter.required {
        return format!("{name}: None");
    }
    let (_, value) = given(field, name);
    if value == *name { value } else { format!("{name}: {value}") }
}

fn setter<'a>(field: &'a RequestField<'a>) -> Setter<'a> {
    let parameter = field.parameter;
    let text = documented(parameter.documentation().trim(), &parameter.name, parameter.example.as_ref());
    let (takes, value) = given(field, "value");
    let twin = field.twin.as_deref().map(|name| Twin {
        name,
        takes: field.rust.bare().named(Naming::Client),
        value: if matches!(field.rust, RustType::Sensitive(_)) { "value.map(Sensitive::new)" } else { "value" },
    });
    Setter { docs: docs(&text), deprecated: deprecated(parameter.deprecated), name: &field.name, takes, value, twin }
}

fn choice<'a>(planned: &OperationPlan<'_>, chosen: &'a ContentPlan<'a>) -> Choice<'a> {
    let media_type = &chosen.content.media_type;
    let usual = text::code(planned.usual_media_type());
    let text = format!("Sends the body as {} instead of {usual}.", text::code(media_type));
    Choice { docs: docs(&text), name: &chosen.method, media_type: literal(media_type) }
}

fn variant<'a>(kind: &'a KindPlan<'a>) -> Variant<'a> {
    let row = kind.row;
    let head = format!("{} {}", row.status, text::code(&row.code));
    let text = match text::block(row.description.trim()) {
        description if description.is_empty() => head,
        description if description.contains('\n') => format!("{head}\n\n{description}"),
        description => format!("{head}: {description}"),
    };
    Variant { docs: docs(&text), name: &kind.name }
}

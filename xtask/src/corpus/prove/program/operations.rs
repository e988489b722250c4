//! The calls of a program: a function for each operation.

use std::fmt::Write;

use twinspec_generator::model::SecuritySchemeKind;
use twinspec_generator::plan::{Naming, OperationPlan, Plan, RequestField, RustType};

use super::library::LIBRARY;

/// Where a client calls whose description names no server of its own.
const SERVER: &str = "https://service.example";

pub(super) fn text(plan: &Plan<'_>) -> String {
    let arms = plan.operations.iter().map(|operation| {
        let module = &operation.module;
        format!("        {module:?} => {module}(client, values, way),\n")
    });
    let functions: Vec<_> = plan.operations.iter().map(function).collect();
    format!(
        "//! The calls.\n#![allow(deprecated, unused_mut, unused_variables)]\n\nuse super::*;\n\n{}\n\
         pub(crate) fn call(client: &Client, operation: &str, values: &Values<'_>, way: Way) -> Result<Value, Failure> {{\n    \
         match operation {{\n{}        _ => Err(\"there is no such operation\".into()),\n    }}\n}}\n\n{}",
        client(plan),
        arms.collect::<String>(),
        functions.join("\n"),
    )
}

/// A client with everything that a call can want.
fn client(plan: &Plan<'_>) -> String {
    let mut settings = String::from(".bearer_token(\"token\").basic(\"user\", \"password\")");
    for scheme in &plan.api.security_schemes {
        if let SecuritySchemeKind::ApiKey { .. } = scheme.kind {
            let _ = write!(settings, ".api_key({:?}, \"key\")", scheme.name);
        }
    }
    let server = plan.api.servers.first().map_or("", |server| server.url.as_str());
    let usual = match server.is_empty() || server.starts_with('/') {
        true => format!("builder.server({:?})", format!("{SERVER}{server}")),
        false => "builder".to_owned(),
    };
    format!(
        "pub(crate) fn client(server: Option<&str>) -> Result<Client, Failure> {{\n    \
         let once = client::twinspec_client::RetryPolicy::default().attempts(1);\n    \
         let builder = Client::builder(){settings}.retry(once);\n    \
         let builder = match server {{\n        Some(server) => builder.server(server),\n        None => {usual},\n    }};\n    \
         Ok(builder.build()?)\n}}\n"
    )
}

fn function(operation: &OperationPlan<'_>) -> String {
    let OperationPlan { module, .. } = operation;
    let named = |rust: &RustType| rust.inner().named(Naming::Outside { library: LIBRARY, module });
    let arguments = operation
        .required()
        .map(|field| {
            let value = format!("values.required::<{}>({:?})?", named(&field.rust), field.name);
            format!("{value}{}", with_media_type(field))
        })
        .collect::<Vec<_>>()
        .join(", ");
    let setters: String = operation
        .optional()
        .map(|field| {
            let (name, rust) = (&field.name, named(&field.rust));
            format!(
                "    if let Some(value) = values.optional::<{rust}>({name:?})? {{\n        \
                 request = request.{name}(value{});\n    }}\n",
                with_media_type(field),
            )
        })
        .collect();
    let content_type = operation.content_type.as_ref().and_then(|plan| Some((&plan.setter, plan.needed()?)));
    let content_type = content_type
        .map(|(setter, media_type)| format!("    request = request.{setter}({media_type:?});\n"))
        .unwrap_or_default();
    format!(
        "fn {module}(client: &Client, values: &Values<'_>, way: Way) -> Result<Value, Failure> {{\n    \
         let mut request = client.{module}({arguments});\n{setters}{content_type}    \
         match way {{\n        Way::DryRun => made(client.dry_run_blocking(&request)),\n        \
         Way::Sent => answered(request.send_blocking()),\n    }}\n}}\n"
    )
}

/// What gives files the media type that they have to say.
fn with_media_type(field: &RequestField<'_>) -> String {
    let Some(media_type) = field.needed_media_type() else { return String::new() };
    match field.rust.inner() {
        RustType::List(_) => {
            format!(".into_iter().map(|file| file.content_type({media_type:?})).collect::<Vec<_>>()")
        }
        _ => format!(".content_type({media_type:?})"),
    }
}

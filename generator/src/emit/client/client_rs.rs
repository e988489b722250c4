//! `src/client.rs`: the client, to which each operation adds its method.

use askama::{Result, Template};

use crate::emit::families;
use crate::emit::rust::docs;
use crate::plan::Plan;
use crate::text;

#[derive(Template)]
#[template(path = "client/src/client.rs", escape = "none")]
struct Code {
    docs: String,
    library: &'static str,
    builder_docs: String,
    sample: String,
}

pub(super) fn code(plan: &Plan<'_>) -> Result<String> {
    let api = plan.api;
    let family = families::of(plan);
    let code = Code {
        docs: docs(&format!(
            "A client of {}. Cloning it is cheap, and clones share their connections.",
            text::inline(&api.title)
        )),
        library: family.library,
        builder_docs: docs(&family.builder),
        sample: sample(plan).unwrap_or_default(),
    };
    code.render()
}

/// How a request is looked at, by the example of the first operation that has one.
fn sample(plan: &Plan<'_>) -> Option<String> {
    let (operation, call) = plan.operations.iter().find_map(|operation| Some((operation, operation.example()?)))?;
    let library = &plan.library;
    let lines = call.lines(&operation.module);
    let between = if lines.len() > 1 { "\n    " } else { "" };
    let lines = lines.join("\n    ");
    Some(docs(&format!(
        "```no_run\n# async fn look(client: {library}::Client) -> Result<(), Box<dyn std::error::Error>> {{\n\
         {}let request = client{between}{lines};\n\
         println!(\"{{}}\", client.dry_run(&request).await?.to_curl());\n# Ok(())\n# }}\n```\n",
        call.imports(),
    )))
}

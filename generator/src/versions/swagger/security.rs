//! `securityDefinitions` become the `securitySchemes` of components: `basic` is a scheme of HTTP, and each flow of OAuth 2.0 is
//! under its name.

use serde_json::{Map, json};

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    for name in rewriting.names("/securityDefinitions") {
        let at = join("/securityDefinitions", &name);
        match rewriting.text(&at, "type").as_deref() {
            Some("basic") => {
                rewriting.source.set(&join(&at, "type"), "http".into());
                rewriting.source.set(&join(&at, "scheme"), "basic".into());
            }
            Some("oauth2") => flow(rewriting, &at),
            _ => {}
        }
        rewriting.source.rename(&at, &join("/components/securitySchemes", &name));
    }
    rewriting.source.remove("/securityDefinitions");
}

fn flow(rewriting: &mut Rewriting<'_>, scheme: &str) {
    let name = match rewriting.text(scheme, "flow").as_deref() {
        Some("accessCode") => "authorizationCode",
        Some("application") => "clientCredentials",
        Some("password") => "password",
        _ => "implicit",
    };
    rewriting.source.remove(&join(scheme, "flow"));
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = rewriting.source.remove(&join(scheme, key)) {
            flow.insert(key.to_owned(), value);
        }
    }
    flow.entry("scopes").or_insert_with(|| json!({}));
    rewriting.source.set(&format!("{scheme}/flows/{name}"), flow.into());
}

//! The controls as an OpenAPI document, for tools.

use super::json::{Problem, Reply};
use super::order::Order;

const DOCUMENT: &str = include_str!("openapi.json");

pub(super) fn document(_: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Document(DOCUMENT))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::DOCUMENT;
    use crate::control::table::CONTROLS;

    #[test]
    fn the_document_has_the_controls_that_there_are() {
        let document: Value = serde_json::from_str(DOCUMENT).expect("JSON");
        let paths = document["paths"].as_object().expect("paths").iter();
        let described: BTreeSet<(String, String)> = paths
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().expect("methods").keys();
                methods.map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let controls = CONTROLS.iter().map(|control| (control.method.to_owned(), format!("/_mock{}", control.path)));
        assert_eq!(described, controls.collect());
    }
}

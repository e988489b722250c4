//! How values are written in XML, as the Rust that says so.

use twinspec_core::xml::{Xml, XmlKind};

use crate::descriptors;
use crate::emit::rust::{list, literal};
use crate::model::{self, Api};

/// What is said of components.
pub(super) fn components(api: &Api) -> String {
    named(descriptors::xml::components(api))
}

/// What is said of a value.
pub(super) fn of(xml: &model::Xml) -> String {
    printed(&descriptors::xml::xml(xml))
}

fn named(named: &[(&str, Xml)]) -> String {
    list(named.iter().map(|(name, xml)| format!("({}, {})", literal(name), printed(xml))))
}

fn printed(xml: &Xml) -> String {
    let Xml { component, name, prefix, namespace, kind, wrapped, items, values, members, .. } = xml;
    let mut code = "Xml::new()".to_owned();
    for (setter, text) in [("component", component), ("name", name), ("prefix", prefix), ("namespace", namespace)] {
        if !text.is_empty() {
            code.push_str(&format!(".{setter}({})", literal(text)));
        }
    }
    code.push_str(match kind {
        XmlKind::Element => "",
        XmlKind::Attribute => ".attribute()",
        XmlKind::Text => ".text()",
    });
    code.push_str(if *wrapped { ".wrapped()" } else { "" });
    for (setter, inner) in [("items", items), ("values", values)] {
        if let Some(inner) = inner {
            code.push_str(&format!(".{setter}(&{})", printed(inner)));
        }
    }
    if !members.is_empty() {
        code.push_str(&format!(".members({})", named(members)));
    }
    code
}

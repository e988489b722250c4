//! How values are written in XML: the `xml` objects of schemas.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

use serde_json::Value;

use crate::model::{Xml, XmlKind};
use crate::pointer::{self, find};

/// No schemas in schemas are looked at below.
const DEEPEST: usize = 12;

/// No more schemas are looked at for a body or a component: combinations of combinations grow fast.
const MOST: usize = 10_000;

/// Where components of schemas are.
const SCHEMAS: &str = "#/components/schemas/";

/// Reads what a document says of XML.
pub(super) struct XmlWords<'d> {
    document: &'d Value,
    looked_at: Cell<usize>,
}

impl<'d> XmlWords<'d> {
    pub(super) fn of(document: &'d Value) -> Self {
        XmlWords { document, looked_at: Cell::new(0) }
    }

    /// How a whole document is written whose root has a schema.
    pub(super) fn root(&self, schema: Option<&Value>) -> Xml {
        let mut xml = schema.map(|schema| self.schema(schema, 0)).unwrap_or_default();
        // The items of a list without a name have that of what they are.
        if let Some(items) = &mut xml.items
            && items.name.is_empty()
            && let Some(component) = &items.component
            && self.component(component, 0).name.is_empty()
        {
            items.name.clone_from(component);
        }
        xml
    }

    /// The components that some are written with and that are not written as usual. Of those, references to others are taken
    /// away: `roots` too.
    pub(super) fn components(&self, roots: &mut [&mut Xml]) -> BTreeMap<String, Xml> {
        let mut open: Vec<String> = Vec::new();
        roots.iter().for_each(|root| references(root, &mut open));
        let mut components: BTreeMap<String, Xml> = BTreeMap::new();
        while let Some(name) = open.pop() {
            if let Entry::Vacant(entry) = components.entry(name) {
                self.looked_at.set(0);
                let xml = self.component(entry.key(), 0);
                references(&xml, &mut open);
                entry.insert(xml);
            }
        }
        loop {
            let usual: BTreeSet<String> =
                components.iter().filter(|(_, xml)| xml.is_usual()).map(|(name, _)| name.clone()).collect();
            if usual.is_empty() {
                break;
            }
            components.retain(|name, _| !usual.contains(name));
            components.values_mut().for_each(|xml| forget(xml, &usual));
            for root in roots.iter_mut() {
                // The name of the component is that of the root.
                let component = root.component.clone();
                forget(root, &usual);
                root.component = component;
            }
        }
        components
    }

    fn component(&self, name: &str, depth: usize) -> Xml {
        let schema = find(self.document, &pointer::join("/components/schemas", name));
        schema.map(|schema| self.schema(schema, depth)).unwrap_or_default()
    }

    fn schema(&self, schema: &Value, depth: usize) -> Xml {
        let mut xml = Xml { component: component(schema), ..Xml::default() };
        self.looked_at.set(self.looked_at.get() + 1);
        if depth > DEEPEST || self.looked_at.get() > MOST {
            return xml;
        }
        let parts: Vec<&Value> = ["allOf", "oneOf", "anyOf"]
            .iter()
            .flat_map(|key| schema.get(key).and_then(Value::as_array).into_iter().flatten())
            .filter(|part| part.get("type").and_then(Value::as_str) != Some("null"))
            .collect();
        match parts.as_slice() {
            // What is said beside a reference.
            [only] if component(only).is_some() => xml.component = component(only),
            parts => parts.iter().for_each(|part| self.include(&mut xml, part, depth + 1)),
        }
        if is_list(schema) {
            let items = schema.get("items").map(|items| self.schema(items, depth + 1));
            xml.items = Some(Box::new(items.unwrap_or_default()));
        }
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            put(&mut xml.members, name, self.schema(property, depth + 1));
        }
        if let Some(values) = schema.get("additionalProperties").filter(|values| values.is_object()) {
            xml.values = Some(Box::new(self.schema(values, depth + 1))).filter(|values| !values.is_usual());
        }
        if let Some(words) = schema.get("xml") {
            describe(&mut xml, words);
        }
        xml
    }

    /// Takes over what a part of a combination says of members.
    fn include(&self, xml: &mut Xml, part: &Value, depth: usize) {
        let mut of = self.schema(part, depth);
        if let Some(component) = of.component.take().filter(|_| depth <= DEEPEST) {
            let inherited = self.component(&component, depth + 1);
            of.members.extend(inherited.members);
            of.items = of.items.or(inherited.items);
            of.values = of.values.or(inherited.values);
        }
        for (name, member) in of.members {
            put(&mut xml.members, &name, member);
        }
        xml.items = xml.items.take().or(of.items);
        xml.values = xml.values.take().or(of.values);
    }
}

/// Adds a member, unless it is written as usual or there is one of the name.
fn put(members: &mut Vec<(String, Xml)>, name: &str, xml: Xml) {
    if !xml.is_usual() && !members.iter().any(|(other, _)| other == name) {
        members.push((name.to_owned(), xml));
    }
}

/// What an `xml` object says.
fn describe(xml: &mut Xml, words: &Value) {
    let text = |key: &str| words.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    (xml.name, xml.prefix, xml.namespace) = (text("name"), text("prefix"), text("namespace"));
    // OpenAPI 3.2 says in one word what were two.
    let is = |key: &str, node: &str| words.get(key) == Some(&Value::Bool(true)) || text("nodeType") == node;
    xml.wrapped = is("wrapped", "element") && xml.items.is_some();
    xml.kind = match () {
        () if is("attribute", "attribute") => XmlKind::Attribute,
        () if ["text", "cdata"].contains(&text("nodeType").as_str()) => XmlKind::Text,
        () => XmlKind::Element,
    };
}

fn component(schema: &Value) -> Option<String> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)?;
    pointer::steps(&format!("/{name}")).next().map(|name| name.to_string())
}

fn is_list(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(|name| name == "array"),
        Some(name) => name == "array",
        None => schema.get("items").is_some(),
    }
}

/// The components that are referred to.
fn references(xml: &Xml, found: &mut Vec<String>) {
    found.extend(xml.component.clone());
    let inner = xml.items.iter().chain(&xml.values).map(AsRef::as_ref);
    inner.chain(xml.members.iter().map(|(_, member)| member)).for_each(|inner| references(inner, found));
}

/// Takes references to components away that are written as usual.
fn forget(xml: &mut Xml, usual: &BTreeSet<String>) {
    xml.component = xml.component.take().filter(|name| !usual.contains(name));
    let inner = xml.items.iter_mut().chain(&mut xml.values).map(AsMut::as_mut);
    inner.chain(xml.members.iter_mut().map(|(_, member)| member)).for_each(|inner| forget(inner, usual));
    xml.values = xml.values.take().filter(|values| !values.is_usual());
    xml.members.retain(|(_, member)| !member.is_usual());
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    #[test]
    fn many_components_are_all_read() {
        let name = |number: usize| format!("C{number:03}");
        let plain = (0..50).map(|number| (format!("m{number}"), json!({ "type": "string" })));
        let mut members: Map<String, Value> = plain.collect();
        members.insert("id".to_owned(), json!({ "type": "string", "xml": { "attribute": true } }));
        let component = json!({ "type": "object", "properties": members });
        let schemas: Map<_, _> = (0..300).map(|number| (name(number), component.clone())).collect();
        let document = json!({ "components": { "schemas": schemas } });
        let words = XmlWords::of(&document);
        let refer = |number| (name(number), json!({ "$ref": format!("{SCHEMAS}{}", name(number)) }));
        let all: Map<_, _> = (0..300).map(refer).collect();
        let mut root = words.root(Some(&json!({ "type": "object", "properties": all })));
        assert_eq!(words.components(&mut [&mut root]).len(), 300);
    }
}

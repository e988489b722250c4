//! Reads a document by what is said of its names and attributes.

use std::borrow::Cow;

use serde_json::Value;

use super::read::{self, ATTRIBUTE, TEXT};
use super::xml::{Xml, XmlComponents, XmlKind};
use crate::DecodeError;
use crate::data::budget::Budget;
use crate::data::node::{Members, Node};

/// The value of a document, whose scalars are texts.
///
/// ```
/// use serde_json::json;
/// use twinspec_core::xml::{self, Xml};
///
/// const PET: Xml = Xml::new().members(&[
///     ("id", Xml::new().attribute()),
///     ("tags", Xml::new().items(&Xml::new().name("tag")).wrapped()),
/// ]);
/// let pet = xml::read(r#"<pet id="7"><tags><tag>new</tag></tags></pet>"#, PET, &[], 1024)?;
/// assert_eq!(pet, json!({ "id": "7", "tags": ["new"] }));
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
///
/// # Errors
///
/// The text is not an XML document, or takes too much memory for a body of so many bytes.
pub fn read(document: &str, xml: Xml, components: XmlComponents, max_bytes: usize) -> Result<Value, DecodeError> {
    shaped(document, xml, components, &Budget::of(max_bytes)).map(Node::into_json)
}

/// The value of a document.
pub(crate) fn shaped(
    document: &str,
    xml: Xml,
    components: XmlComponents,
    budget: &Budget,
) -> Result<Node<'static>, DecodeError> {
    Ok(value(read::whole(document, budget)?, &xml.whole(components), components))
}

/// The value of an element.
fn value(node: Node<'static>, xml: &Xml, components: XmlComponents) -> Node<'static> {
    match (node, xml.item(components)) {
        (node, Some(item)) => Node::List(items(node).into_iter().map(|node| value(node, &item, components)).collect()),
        (Node::List(nodes), None) => Node::List(nodes.into_iter().map(|node| value(node, xml, components)).collect()),
        (Node::Parent(members), None) => object(members, xml, components),
        (node, None) => match text_member(xml) {
            Some(name) => Node::Parent(vec![(Cow::Borrowed(name), node)]),
            None => node,
        },
    }
}

/// The elements in the element around a list, whatever their names are.
fn items(node: Node<'static>) -> Vec<Node<'static>> {
    match node {
        Node::Parent(members) => {
            let elements = members.into_iter().filter(|(name, _)| !name.starts_with([ATTRIBUTE, TEXT]));
            elements.flat_map(|(_, node)| list(node)).collect()
        }
        // The list is there more than once.
        Node::List(nodes) => nodes.into_iter().flat_map(items).collect(),
        Node::Element(text) if !text.trim().is_empty() => vec![Node::Element(text)],
        _ => Vec::new(),
    }
}

fn list(node: Node<'static>) -> Vec<Node<'static>> {
    match node {
        Node::List(nodes) => nodes,
        node => vec![node],
    }
}

fn text_member(xml: &Xml) -> Option<&'static str> {
    xml.members.iter().find(|(_, member)| member.kind == XmlKind::Text).map(|(name, _)| *name)
}

/// The object that an element with elements or attributes is; or a text, if nothing is said of its attributes.
fn object(members: Members<'static>, xml: &Xml, components: XmlComponents) -> Node<'static> {
    let mut object: Members<'static> = Vec::with_capacity(members.len());
    let mut text = None;
    for (name, node) in members {
        if name.starts_with(TEXT) {
            text = Some(node);
        } else if let Some(attribute) = name.strip_prefix(ATTRIBUTE) {
            let named = xml.members.iter().find(|(member, of)| {
                of.kind == XmlKind::Attribute && (of.name == attribute || (of.name.is_empty() && *member == attribute))
            });
            if let Some((member, _)) = named {
                object.push((Cow::Borrowed(*member), node));
            } else if attribute == "nil" && matches!(&node, Node::Element(text) if text == "true" || text == "1") {
                // `xsi:nil`, of XML Schema.
                return Node::Null;
            }
        } else {
            let (name, node) = member(name, node, xml, components);
            match object.iter_mut().find(|(other, _)| *other == name) {
                Some((_, Node::List(nodes))) => nodes.extend(list(node)),
                Some(_) => {}
                None => object.push((name, node)),
            }
        }
    }
    match (text, text_member(xml)) {
        (Some(node), Some(name)) => object.push((Cow::Borrowed(name), node)),
        (Some(node), None) if object.is_empty() => return node,
        (None, _) if object.is_empty() => return Node::Element(Cow::Borrowed("")),
        _ => {}
    }
    Node::Parent(object)
}

/// The member that elements of a name are, and its value.
fn member(
    element: Cow<'static, str>,
    node: Node<'static>,
    xml: &Xml,
    components: XmlComponents,
) -> (Cow<'static, str>, Node<'static>) {
    for (name, _) in xml.members {
        let of = xml.member(name, components);
        if of.kind != XmlKind::Element || element != element_name(&of, name, components) {
            continue;
        }
        let node = match of.item(components) {
            Some(item) if !of.wrapped => {
                Node::List(list(node).into_iter().map(|node| value(node, &item, components)).collect())
            }
            _ => value(node, &of, components),
        };
        return (Cow::Borrowed(*name), node);
    }
    let of = xml.values.map(|values| values.whole(components)).unwrap_or_default();
    let node = value(node, &of, components);
    (element, node)
}

/// The name of the elements that a member is: the items of a list, if nothing is around them.
fn element_name(xml: &Xml, member: &'static str, components: XmlComponents) -> &'static str {
    let named = match xml.item(components) {
        Some(item) if !xml.wrapped => item.name,
        _ => xml.name,
    };
    if named.is_empty() { member } else { named }
}

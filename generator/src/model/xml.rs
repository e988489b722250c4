use serde::Serialize;

/// How a value is written in XML. What it does not say is as usual: an element for each member and each item, with the name of
/// the member.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Xml {
    /// The component that says the rest, of [`Api::xml`](super::Api::xml).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// The name of the element or the attribute, if it is not that of the member or the component.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The prefix of the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// The namespace of the name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// What it is in the document.
    pub kind: XmlKind,
    /// Whether there is an element around the items of a list.
    pub wrapped: bool,
    /// The items, if it is a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Xml>>,
    /// The values of a map, if they are not written as usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Box<Xml>>,
    /// The members that are not written as usual.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<(String, Xml)>,
}

/// What a value is in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum XmlKind {
    /// An element.
    #[default]
    Element,
    /// An attribute of the element around it.
    Attribute,
    /// The text of the element around it.
    Text,
}

impl Xml {
    /// Whether nothing is said that is not usual.
    pub(crate) fn is_usual(&self) -> bool {
        *self == Xml::default()
    }
}

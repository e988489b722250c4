//! How a value is written in XML.

/// How a value is written in XML: what `xml` says in a schema of OpenAPI. What it does not say is as usual: an element for each
/// member, with its name, and for each item of a list.
///
/// ```
/// use twinspec_core::xml::{self, Xml};
/// use serde_json::json;
///
/// const PET: Xml = Xml::new().name("pet").members(&[
///     ("id", Xml::new().attribute()),
///     ("photoUrls", Xml::new().items(&Xml::new().name("photoUrl")).wrapped()),
/// ]);
/// let pet = json!({ "id": 7, "name": "Mia", "photoUrls": ["a", "b"] });
/// assert_eq!(
///     xml::write(&pet, PET, &[], "root").as_deref(),
///     Some(
///         "<?xml version=\"1.0\" encoding=\"UTF-8\"?><pet id=\"7\"><name>Mia</name><photoUrls><photoUrl>a</photoUrl>\
///          <photoUrl>b</photoUrl></photoUrls></pet>"
///     ),
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Xml {
    /// The component that says the rest; empty if there is none.
    pub component: &'static str,
    /// The name of the element or the attribute; empty if it is that of the member or of the component.
    pub name: &'static str,
    /// The prefix of the name; empty if it has none.
    pub prefix: &'static str,
    /// The namespace of the name; empty if it has none.
    pub namespace: &'static str,
    /// What it is in the document.
    pub kind: XmlKind,
    /// Whether there is an element around the items of a list.
    pub wrapped: bool,
    /// The items, if it is a list.
    pub items: Option<&'static Xml>,
    /// The values, if it is a map.
    pub values: Option<&'static Xml>,
    /// The members that are not written as usual.
    pub members: &'static [(&'static str, Xml)],
}

/// What a value is in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlKind {
    /// An element.
    Element,
    /// An attribute of the element around it.
    Attribute,
    /// The text of the element around it.
    Text,
}

/// The components of an API, by name.
pub type XmlComponents = &'static [(&'static str, Xml)];

/// No component leads further.
const MOST_STEPS: usize = 16;

impl Xml {
    /// As usual.
    pub const fn new() -> Self {
        Xml {
            component: "",
            name: "",
            prefix: "",
            namespace: "",
            kind: XmlKind::Element,
            wrapped: false,
            items: None,
            values: None,
            members: &[],
        }
    }

    /// The same with the component that says the rest.
    pub const fn component(self, component: &'static str) -> Self {
        Xml { component, ..self }
    }

    /// The same as a list of items.
    pub const fn items(self, items: &'static Xml) -> Self {
        Xml { items: Some(items), ..self }
    }

    /// The same with the name of the element or the attribute.
    pub const fn name(self, name: &'static str) -> Self {
        Xml { name, ..self }
    }

    /// The same with a prefix of the name.
    pub const fn prefix(self, prefix: &'static str) -> Self {
        Xml { prefix, ..self }
    }

    /// The same with a namespace of the name.
    pub const fn namespace(self, namespace: &'static str) -> Self {
        Xml { namespace, ..self }
    }

    /// The same as an attribute of the element around it.
    pub const fn attribute(self) -> Self {
        Xml { kind: XmlKind::Attribute, ..self }
    }

    /// The same as the text of the element around it.
    pub const fn text(self) -> Self {
        Xml { kind: XmlKind::Text, ..self }
    }

    /// The same list with an element around its items.
    pub const fn wrapped(self) -> Self {
        Xml { wrapped: true, ..self }
    }

    /// The same as a map of values.
    pub const fn values(self, values: &'static Xml) -> Self {
        Xml { values: Some(values), ..self }
    }

    /// The same with members that are not written as usual.
    pub const fn members(self, members: &'static [(&'static str, Xml)]) -> Self {
        Xml { members, ..self }
    }

    /// The same with what its component says.
    pub(super) fn whole(mut self, components: XmlComponents) -> Self {
        for _ in 0..MOST_STEPS {
            let Some((name, of)) = components.iter().find(|(name, _)| *name == self.component) else { break };
            self.name = [self.name, of.name, name].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
            if self.namespace.is_empty() && self.prefix.is_empty() {
                (self.namespace, self.prefix) = (of.namespace, of.prefix);
            }
            if self.kind == XmlKind::Element {
                self.kind = of.kind;
            }
            self.wrapped |= of.wrapped;
            self.items = self.items.or(of.items);
            self.values = self.values.or(of.values);
            if self.members.is_empty() {
                self.members = of.members;
            }
            self.component = of.component;
        }
        self
    }

    /// What is said of a member, whole.
    pub(super) fn member(&self, name: &str, components: XmlComponents) -> Xml {
        match (self.members.iter().find(|(member, _)| *member == name), self.values) {
            (Some((_, member)), _) => member.whole_but_name(components),
            // The keys of a map are the names of its elements.
            (None, Some(values)) => Xml { name: "", ..values.whole(components) },
            (None, None) => Xml::new(),
        }
    }

    /// The same with what its component says, but not with the name of the component: that of a member is its own.
    fn whole_but_name(self, components: XmlComponents) -> Self {
        let component = self.component;
        let whole = self.whole(components);
        if whole.name == component && self.name.is_empty() { Xml { name: "", ..whole } } else { whole }
    }

    /// The items of a list, whole.
    pub(super) fn item(&self, components: XmlComponents) -> Option<Xml> {
        self.items.map(|items| items.whole_but_name(components))
    }

    /// The name of the root element of a document.
    pub(super) fn root<'n>(&self, whole: &Xml, otherwise: &'n str) -> &'n str {
        [whole.name, self.component, otherwise].into_iter().find(|name| !name.is_empty()).unwrap_or("root")
    }
}

impl Default for Xml {
    fn default() -> Self {
        Xml::new()
    }
}

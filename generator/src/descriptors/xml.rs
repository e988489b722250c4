//! How values are written in XML.

use twinspec_core::xml::{Xml, XmlComponents, XmlKind};

use super::leak;
use crate::model;

/// The components of an API.
pub(crate) fn components(api: &model::Api) -> XmlComponents {
    leak::list(api.xml.iter().map(|(name, of)| (leak::text(name), xml(of))))
}

pub(crate) fn xml(of: &model::Xml) -> Xml {
    let mut described = Xml::new();
    described.component = of.component.as_ref().map_or("", leak::text);
    (described.name, described.prefix) = (leak::text(&of.name), leak::text(&of.prefix));
    described.namespace = leak::text(&of.namespace);
    described.kind = match of.kind {
        model::XmlKind::Element => XmlKind::Element,
        model::XmlKind::Attribute => XmlKind::Attribute,
        model::XmlKind::Text => XmlKind::Text,
    };
    described.wrapped = of.wrapped;
    described.items = of.items.as_ref().map(|items| leak::one(xml(items)));
    described.values = of.values.as_ref().map(|values| leak::one(xml(values)));
    described.members = leak::list(of.members.iter().map(|(name, member)| (leak::text(name), xml(member))));
    described
}

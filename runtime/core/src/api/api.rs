//! What is known of an API before the first call.

use crate::Protocol;
use crate::xml::XmlComponents;

/// An API in one version.
///
/// ```
/// use twinspec_core::{Api, Plain};
///
/// static API: Api = Api::new("petstore", "1.0.0", &Plain).title("Petstore");
/// assert_eq!(API.title, "Petstore");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Api {
    /// The name that programs use, `petstore`.
    pub name: &'static str,
    /// The version, `1.0.0`.
    pub version: &'static str,
    /// The name for people, `Petstore`; the [`name`](Self::name) unless set.
    pub title: &'static str,
    /// What its operations agree on beyond HTTP.
    pub protocol: &'static dyn Protocol,
    /// How components are written in XML, those that are not written as usual.
    pub xml: XmlComponents,
}

impl Api {
    /// An API by its name, version and protocol.
    pub const fn new(name: &'static str, version: &'static str, protocol: &'static dyn Protocol) -> Self {
        Api { name, version, title: name, protocol, xml: &[] }
    }

    /// The same API with a name for people.
    pub const fn title(self, title: &'static str) -> Self {
        Api { title, ..self }
    }

    /// The same API with how components are written in XML, by their names.
    pub const fn xml(self, xml: XmlComponents) -> Self {
        Api { xml, ..self }
    }
}

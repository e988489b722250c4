//! What a body is sent as, if there is a choice.

use crate::{Location, Parameter};

/// A media type that a body can have instead of that of the parameters of its operation.
///
/// ```
/// use twinspec_core::{Api, Arguments, BodyContent, Location, Method, Operation, Parameter, Plain, Style};
/// # use twinspec_core::{Anonymous, CallFacts, Encode, object};
///
/// static API: Api = Api::new("petstore", "1.0.0", &Plain);
/// static ADD: Operation = Operation::new(&API, "addPet", &[Method::Post], "/pets")
///     .parameters(&[Parameter::new("body", Location::Body, Style::Json).media_type("application/json")])
///     .contents(&[BodyContent::new(
///         "application/x-www-form-urlencoded",
///         &[Parameter::new("name", Location::Form, Style::Form)],
///     )]);
/// # struct Pet;
/// # impl Encode for Pet { fn encode(&self) -> twinspec_core::Value { object(&[("name", &"Mia")]) } }
///
/// let mut arguments = Arguments::new(&ADD);
/// arguments.choose_content(Some("application/x-www-form-urlencoded"));
/// arguments.set("body", &Pet);
/// let request = CallFacts::of(&"petstore.example".parse()?).request(&arguments, &Anonymous)?;
/// assert_eq!(request.body(), b"name=Mia");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct BodyContent {
    /// `application/xml`.
    pub media_type: &'static str,
    /// The same value in it: the whole body, or its members as fields of a form or as parts.
    pub parameters: &'static [Parameter],
    /// How members of other names are sent, if the body can have some. It has no name of its own.
    pub rest: Option<&'static Parameter>,
}

impl BodyContent {
    /// A media type and what the body is in it.
    pub const fn new(media_type: &'static str, parameters: &'static [Parameter]) -> Self {
        BodyContent { media_type, parameters, rest: None }
    }

    /// How members are sent that are not named. Without it, they are reported when the request is built.
    pub const fn rest(self, rest: &'static Parameter) -> Self {
        BodyContent { rest: Some(rest), ..self }
    }

    /// The parameter that is the whole body, if there is one.
    pub(crate) fn whole(&self) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.location == Location::Body)
    }

    /// The field or the part of a name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// What a member of the body is sent as.
    pub(crate) fn member(&self, name: &str) -> Option<&'static Parameter> {
        self.field(name).or(self.rest)
    }

    /// Whether members travel there.
    pub(crate) fn has(&self, location: Location) -> bool {
        self.parameters.iter().chain(self.rest).any(|parameter| parameter.location == location)
    }
}

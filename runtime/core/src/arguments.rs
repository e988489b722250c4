//! The values of an operation's parameters, as text in their places.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::serialize::{joined, pairs, without_nulls};
use crate::{Input, Location, Operation, Parameter, RequestError, Style};

/// Collects the values of an operation's parameters and serialises each by its descriptor.
///
/// `Debug` shows the names that were set, never a value.
pub struct Arguments {
    operation: &'static Operation,
    texts: Vec<Argument>,
    body: Option<Argument>,
    sensitive: Vec<String>,
    error: Option<RequestError>,
}

/// A text and where it travels.
pub(crate) struct Argument {
    pub(crate) location: Location,
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) sensitive: bool,
}

impl Arguments {
    /// No arguments yet.
    pub fn new(operation: &'static Operation) -> Self {
        Arguments { operation, texts: Vec::new(), body: None, sensitive: Vec::new(), error: None }
    }

    /// The arguments of a typed request.
    pub fn of<I: Input>(input: &I) -> Self {
        let mut arguments = Arguments::new(I::OPERATION);
        input.arguments(&mut arguments);
        arguments
    }

    /// The operation the arguments are for.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Sets a parameter by its name on the wire.
    ///
    /// `None` and null leave the parameter out, and so do an empty list and an empty object unless they
    /// are the body; an empty text is kept. What cannot be serialised, or has no such parameter in the
    /// operation, is reported when the request is built.
    pub fn set<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        match serde_json::to_value(value) {
            Ok(value) => self.set_value(name, value),
            Err(source) => {
                self.refuse(RequestError::Serialize { parameter: name.to_owned(), source: source.into() });
            }
        }
    }

    fn set_value(&mut self, name: &str, value: Value) {
        let operation = self.operation;
        let Some(parameter) = operation.parameters.iter().find(|other| other.name == name) else {
            self.refuse(RequestError::UnknownParameter { parameter: name.to_owned() });
            return;
        };
        let value = without_nulls(value);
        if value.is_null() {
            return;
        }
        if parameter.sensitive {
            let leaves = pairs(name, &value);
            self.sensitive.extend(leaves.into_iter().map(|(_, text)| text));
        }
        if parameter.location == Location::Body {
            if self.body.is_some() {
                self.refuse(RequestError::TwoBodies);
            }
            self.body = Some(parameter.argument(name.to_owned(), value.to_string()));
            return;
        }
        let empty =
            value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty);
        match parameter.style {
            _ if empty => {}
            Style::Flat => {
                let pairs = pairs(name, &value);
                self.texts.extend(pairs.into_iter().map(|(name, text)| parameter.argument(name, text)));
            }
            style => {
                self.texts.push(parameter.argument(name.to_owned(), joined(&value, style)));
            }
        }
    }

    fn refuse(&mut self, error: RequestError) {
        self.error.get_or_insert(error);
    }

    pub(crate) fn at(&self, location: Location) -> impl Iterator<Item = &Argument> {
        self.texts.iter().filter(move |argument| argument.location == location)
    }

    pub(crate) fn body(&self) -> Option<&str> {
        self.body.as_ref().map(|body| body.value.as_str())
    }

    /// The texts in the values of sensitive parameters.
    pub(crate) fn sensitive(&self) -> &[String] {
        &self.sensitive
    }

    /// The first thing that was wrong with what was set.
    pub(crate) fn error(&self) -> Option<&RequestError> {
        self.error.as_ref()
    }
}

impl Parameter {
    fn argument(&self, name: String, value: String) -> Argument {
        Argument { location: self.location, name, value, sensitive: self.sensitive }
    }
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.texts.iter().chain(&self.body).map(|argument| &argument.name);
        write!(f, "Arguments of {} ", self.operation.action)?;
        f.debug_list().entries(names).finish()
    }
}

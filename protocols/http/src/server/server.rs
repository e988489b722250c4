//! A server, as OpenAPI describes it.

use super::ServerError;

/// A server: a URL with a path in front of those of the operations, and variables.
///
/// ```
/// use twinspec_http::{Server, Variable};
///
/// const SERVER: Server = Server::new("https://{region}.petstore.example/{version}").variables(&[
///     Variable::new("region", "eu").values(&["eu", "us"]),
///     Variable::new("version", "v1"),
/// ]);
/// assert_eq!(SERVER.url(&[]).as_deref(), Ok("https://eu.petstore.example/v1"));
/// assert_eq!(SERVER.url(&[("region", "us")]).as_deref(), Ok("https://us.petstore.example/v1"));
/// assert_eq!(
///     SERVER.url(&[("region", "moon")]).unwrap_err().to_string(),
///     "the server variable `region` cannot be `moon`; use one of eu, us",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Server {
    /// The URL, `https://{region}.petstore.example/v1`. One that begins with `/` is a path at the server of the
    /// description.
    pub template: &'static str,
    /// The variables in it.
    pub variables: &'static [Variable],
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Variable {
    /// The name.
    pub name: &'static str,
    /// The value, unless another one is chosen.
    pub default: &'static str,
    /// The values that there are; any if none are named.
    pub values: &'static [&'static str],
}

impl Variable {
    /// A variable that may have any value.
    pub const fn new(name: &'static str, default: &'static str) -> Self {
        Variable { name, default, values: &[] }
    }

    /// The same variable with the values that there are.
    pub const fn values(self, values: &'static [&'static str]) -> Self {
        Variable { values, ..self }
    }
}

impl Server {
    /// A server by its URL.
    pub const fn new(template: &'static str) -> Self {
        Server { template, variables: &[] }
    }

    /// The same server with the variables in its URL.
    pub const fn variables(self, variables: &'static [Variable]) -> Self {
        Server { variables, ..self }
    }

    /// The URL with these values of variables, and the default ones of the others.
    ///
    /// # Errors
    ///
    /// There is no such variable, or it cannot have the value.
    pub fn url(&self, values: &[(&str, &str)]) -> Result<String, ServerError> {
        for (name, value) in values {
            let Some(variable) = self.variables.iter().find(|variable| variable.name == *name) else {
                let known: Vec<_> = self.variables.iter().map(|variable| variable.name).collect();
                return Err(ServerError::UnknownVariable { name: (*name).to_owned(), known: known.join(", ") });
            };
            if !variable.values.is_empty() && !variable.values.contains(value) {
                return Err(ServerError::Value {
                    name: variable.name,
                    value: (*value).to_owned(),
                    known: variable.values.join(", "),
                });
            }
        }
        let mut url = self.template.to_owned();
        for Variable { name, default, .. } in self.variables {
            let chosen = values.iter().rev().find(|(other, _)| other == name);
            url = url.replace(&format!("{{{name}}}"), chosen.map_or(default, |(_, value)| value));
        }
        Ok(url)
    }
}

//! A server, as OpenAPI describes it.

use super::{Address, ServerError};

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
    /// The URL, `https://{region}.petstore.example/v1`. One without a host, such as `/v1`, is a path where the description
    /// was published.
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
    /// The value, unless another one is chosen. Without one, a value has to be chosen.
    pub default: Option<&'static str>,
    /// The values that there are; any if none are named.
    pub values: &'static [&'static str],
}

impl Variable {
    /// A variable that may have any value.
    pub const fn new(name: &'static str, default: &'static str) -> Self {
        Variable { name, default: Some(default), values: &[] }
    }

    /// A variable that has no value until one is chosen.
    pub const fn without_default(name: &'static str) -> Self {
        Variable { name, default: None, values: &[] }
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
    /// There is no such variable, it cannot have the value, or it has none.
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
            let chosen = values.iter().rev().find(|(other, _)| other == name).map(|(_, value)| *value);
            let value = chosen.or(*default).ok_or(ServerError::NoValue { name })?;
            url = url.replace(&format!("{{{name}}}"), value);
        }
        Ok(url)
    }

    /// Whether the URL has a host, so that it can be called without any other address.
    ///
    /// ```
    /// use twinspec_http::Server;
    ///
    /// assert!(Server::new("https://petstore.example/v1").has_host());
    /// assert!(!Server::new("/v1").has_host());
    /// ```
    pub fn has_host(&self) -> bool {
        // Variables stand for anything, also for the scheme.
        self.template.starts_with('{') || matches!(Address::of(self.template), Address::Absolute(_))
    }
}

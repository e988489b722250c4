//! What a request is made of besides its arguments.

use std::time::{Duration, SystemTime};

use crate::Endpoint;

/// What a request is made of besides its arguments: where it goes, when it is sent, and by which program. Nothing here
/// reads a clock or draws a random number.
///
/// ```
/// use twinspec_core::*;
///
/// static API: Api = Api::new("petstore", "1.0.0", &Plain);
/// static LIST: Operation = Operation::new(&API, "listPets", &[Method::Get], "/pets")
///     .parameters(&[Parameter::new("limit", Location::Query, Style::Simple)]);
///
/// let mut arguments = Arguments::new(&LIST);
/// arguments.set("limit", &10);
/// let endpoint = "https://petstore.example/v1".parse()?;
/// let request = CallFacts::of(&endpoint).request(&arguments, &Anonymous)?;
/// assert_eq!(request.url(), "https://petstore.example/v1/pets?limit=10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CallFacts<'a> {
    /// Where the request goes.
    pub endpoint: &'a Endpoint,
    /// The program, sent as `user-agent`; nothing is sent if it is empty.
    pub user_agent: &'a str,
    /// The time of sending.
    pub time: SystemTime,
    /// A text that no other request has, such as 32 random hexadecimal digits, for a protocol that sends one.
    pub nonce: &'a str,
    /// What went before, if it is not the first attempt of its call.
    pub retry: Option<Retry>,
}

impl<'a> CallFacts<'a> {
    /// A first attempt that is sent to an endpoint, in 1970, without a nonce and a `user-agent`: for a request that is
    /// looked at, or whose protocol needs no more. The rest is set with `..CallFacts::of(endpoint)`.
    pub const fn of(endpoint: &'a Endpoint) -> Self {
        CallFacts { endpoint, user_agent: "", time: SystemTime::UNIX_EPOCH, nonce: "", retry: None }
    }
}

/// What went before a request that is not the first of its call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How many attempts were made before; 1 for the first retry.
    pub attempts: u32,
    /// How long the client waited before this one.
    pub delay: Duration,
}

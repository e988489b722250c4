//! Where requests go.

use std::collections::BTreeMap;

use twinspec_core::{Endpoint, MalformedOrigin};

use super::{BuildError, ServerChoice};
use crate::server::Address;
use crate::{Http, OwnServers, Server, ServerError};

/// What decides where the operations of an API are called.
pub(super) struct Addresses<'b> {
    pub(super) api: &'static str,
    pub(super) protocol: Option<&'static Http>,
    /// The server that the program chose.
    pub(super) choice: Option<&'b ServerChoice>,
    /// The variables of servers that the program set.
    pub(super) variables: &'b [(String, String)],
    /// The endpoint that the program or the environment set instead of a server.
    pub(super) given: Option<Endpoint>,
}

impl Addresses<'_> {
    /// Where operations are that have no servers of their own. The path of the server stays in front of an endpoint that was
    /// set, unless the endpoint has one.
    pub(super) fn endpoint(&self) -> Result<Endpoint, BuildError> {
        let Some(endpoint) = &self.given else {
            return match self.address()? {
                Address::Absolute(url) => Ok(url.parse()?),
                Address::Path(path) if path.is_empty() => Err(self.relative("/".to_owned())),
                Address::Path(path) => Err(self.relative(path)),
            };
        };
        if !endpoint.base_path().is_empty() {
            return Ok(endpoint.clone());
        }
        match self.address() {
            Ok(address) => Ok(below(endpoint, address)?),
            Err(ServerError::None { .. }) => Ok(endpoint.clone()),
            Err(error) => Err(error.into()),
        }
    }

    fn relative(&self, path: String) -> BuildError {
        ServerError::Relative { api: self.api, path }.into()
    }

    /// Where the others are, by their names. None is elsewhere if the program has a URL with a path for all.
    pub(super) fn elsewhere(&self, endpoint: &Endpoint) -> Result<BTreeMap<&'static str, Endpoint>, BuildError> {
        let is_for_all = matches!(self.choice, Some(ServerChoice::Url(_)))
            || self.given.as_ref().is_some_and(|given| !given.base_path().is_empty());
        if is_for_all {
            return Ok(BTreeMap::new());
        }
        let mut elsewhere = BTreeMap::new();
        for OwnServers { operation, servers } in self.own() {
            let Some(server) = self.chosen(servers).or(servers.first()) else { continue };
            let own = match Address::of(&server.url(&self.variables_of(server))?) {
                Address::Absolute(url) if self.given.is_none() => url.parse()?,
                address => below(endpoint, address)?,
            };
            elsewhere.insert(*operation, own);
        }
        Ok(elsewhere)
    }

    fn own(&self) -> &'static [OwnServers] {
        self.protocol.map_or(&[], |protocol| protocol.own_servers)
    }

    /// The server that the program chose by its number.
    fn chosen<'s>(&self, servers: &'s [Server]) -> Option<&'s Server> {
        match self.choice {
            Some(ServerChoice::Index(index)) => servers.get(*index),
            Some(ServerChoice::Url(_)) | None => None,
        }
    }

    /// What the URL of the server says, without variables.
    fn address(&self) -> Result<Address, ServerError> {
        let servers = self.protocol.map_or::<&[Server], _>(&[], |protocol| protocol.servers);
        let server = match self.choice {
            Some(ServerChoice::Url(url)) => return Ok(Address::of(url)),
            Some(ServerChoice::Index(index)) => {
                self.chosen(servers).ok_or(ServerError::Index { index: *index, count: servers.len() })?
            }
            None => servers.first().ok_or(ServerError::None { api: self.api })?,
        };
        Ok(Address::of(&server.url(&self.variables_of(server))?))
    }

    /// The variables for a server: those that it has, and those that no server has, which is an error.
    fn variables_of(&self, server: &Server) -> Vec<(&str, &str)> {
        let has = |server: &Server, name: &str| server.variables.iter().any(|variable| variable.name == name);
        let all = || {
            let own = self.own().iter().flat_map(|own| own.servers);
            self.protocol.iter().flat_map(|protocol| protocol.servers).chain(own)
        };
        let is_for = |name: &str| has(server, name) || !all().any(|other| has(other, name));
        let set = self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        set.filter(|(name, _)| is_for(name)).collect()
    }
}

/// The path of a server at the host of another endpoint.
fn below(endpoint: &Endpoint, address: Address) -> Result<Endpoint, MalformedOrigin> {
    match address {
        Address::Absolute(url) => Ok(url.parse::<Endpoint>()?.at(endpoint.origin().clone())),
        Address::Path(path) => format!("{}{path}", endpoint.origin()).parse(),
    }
}

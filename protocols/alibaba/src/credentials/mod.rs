//! Where the credentials of a client come from.
//!
//! A client signs with the credentials of a [`CredentialsProvider`]: a [`DefaultChain`] unless the builder gets another
//! one. A [`ProviderConfig`] says what providers see of the world, so that each can be tested.

mod authorizing;
mod cached;
mod chain;
mod cli_config;
mod cli_profile;
mod command_line;
mod config;
mod ecs;
mod environment;
mod exchange;
mod external;
mod file;
mod ini;
mod ini_profile;
mod json;
mod lazy;
mod oidc;
mod process;
mod provider;
mod ram_role;
mod role;
mod session;
mod sts;
mod uri;

pub(crate) use authorizing::Authorizing;
pub use cached::Cached;
pub use chain::DefaultChain;
pub use cli_profile::CliProfileProvider;
pub use config::ProviderConfig;
pub use ecs::EcsRoleProvider;
pub use environment::EnvironmentProvider;
pub use external::ExternalProvider;
pub use ini_profile::IniProfileProvider;
pub use oidc::OidcRoleProvider;
pub use provider::{CredentialsFuture, CredentialsProvider};
pub use ram_role::RamRoleProvider;
pub use role::Role;
pub use twinspec_client::credentials::CredentialsError;
pub use uri::CredentialsUriProvider;

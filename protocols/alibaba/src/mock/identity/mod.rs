//! Who may call: accounts with their access keys, RAM users, roles and sessions.
//!
//! An [`Identity`] describes them, in Rust or in a YAML file. When a mock starts, it is checked and becomes `Accounts`,
//! which know the owner of each access key.

mod access_key;
mod account;
mod accounts;
mod attachments;
mod bearer_token;
mod caller;
mod error;
mod file;
mod located;
mod names;
mod oidc_provider;
mod policy_reference;
mod resolve;
mod role;
mod secret;
mod sessions;
mod user;

pub use access_key::AccessKey;
pub use account::Account;
pub(crate) use accounts::{Accounts, FoundKey};
pub(crate) use attachments::Attached;
pub(crate) use bearer_token::BearerToken;
pub(crate) use caller::{Caller, Principal};
pub use error::{AccountsError, IdentityError};
pub use file::Identity;
pub use oidc_provider::OidcProvider;
pub use policy_reference::PolicyReference;
pub(crate) use role::RamRole;
pub use role::Role;
pub(crate) use secret::Secret;
pub(crate) use sessions::{RoleSession, SessionRequest, Sessions, is_security_token};
pub(crate) use user::RamUser;
pub use user::User;

/// The account that access keys belong to unless another one is named.
pub const DEFAULT_ACCOUNT: &str = "1234567890123456";

pub(crate) use twinspec_mock::protocol::AccountId;

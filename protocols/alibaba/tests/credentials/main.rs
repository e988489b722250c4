//! Every provider of credentials against a stand-in on this machine, with a clock that only the tests move.

mod cached;
mod chain;
mod cli_profile;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod ecs;
#[cfg(unix)]
mod external;
mod ini_profile;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod oidc;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod ram_role;
mod sts_endpoint;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod uri;
mod world;

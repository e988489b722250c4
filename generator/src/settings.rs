//! What a person decides about generated crates, and no description says.

use std::fmt;

use crate::text::toml;

/// What a person decides about generated crates, and no description says.
///
/// ```
/// use twinspec_generator::settings::{Package, Runtime, Settings};
///
/// let mut settings = Settings::new(Runtime::Version("0.1".to_owned()));
/// settings.client = Some("acme-petstore".to_owned());
/// settings.package = Package { version: "1.2.0".to_owned(), ..Package::default() };
/// ```
#[derive(Debug, Clone)]
pub struct Settings {
    /// What a person types before the name of a command; files say by it what overwrites them.
    pub command: String,
    /// The name of the API [default: what the path of its description says].
    pub id: Option<String>,
    /// What the names of packages begin with [default: what the family of APIs has].
    pub prefix: Option<String>,
    /// The package of the client [default: the name of the API, as its family names packages].
    pub client: Option<String>,
    /// The package of the mock [default: as that of the client].
    pub mock: Option<String>,
    /// What the manifests of both say of the package.
    pub package: Package,
    /// The features of the client that are on unless a user switches them off; that of all operations is on as well.
    pub features: Vec<Feature>,
    /// Where generated crates find the crates that they stand on.
    pub runtime: Runtime,
    /// What is generated.
    pub scope: Scope,
}

impl Settings {
    /// Client, mock, documentation and tests, which find the runtime crates here; everything else as it is by default.
    pub fn new(runtime: Runtime) -> Self {
        Settings {
            command: "twinspec".to_owned(),
            id: None,
            prefix: None,
            client: None,
            mock: None,
            package: Package::default(),
            features: vec![Feature::Reqwest],
            runtime,
            scope: Scope::All,
        }
    }

    /// The same, with another scope.
    pub fn with_scope(self, scope: Scope) -> Self {
        Settings { scope, ..self }
    }
}

/// What is generated of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Client, mock, documentation and tests.
    #[default]
    All,
    /// The client crate without its tests, which need the mock.
    Client,
}

/// A cargo feature of generated clients, beside those of their operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// `reqwest`: the client over `reqwest`.
    Reqwest,
    /// `hyper`: the client over `hyper`.
    Hyper,
    /// `blocking`: blocking calls.
    Blocking,
    /// `serde`: `Serialize` and `Deserialize` for all types.
    Serde,
    /// `endpoint-env`: an environment variable redirects the client.
    EndpointEnv,
}

impl Feature {
    /// Its name in a manifest.
    pub fn name(self) -> &'static str {
        match self {
            Feature::Reqwest => "reqwest",
            Feature::Hyper => "hyper",
            Feature::Blocking => "blocking",
            Feature::Serde => "serde",
            Feature::EndpointEnv => "endpoint-env",
        }
    }
}

/// What a manifest says of a package: the keys of cargo's `[package]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// `version`.
    pub version: String,
    /// `edition`.
    pub edition: String,
    /// `license`, an SPDX expression.
    pub license: Option<String>,
    /// `rust-version`.
    pub rust_version: Option<String>,
    /// `repository`, a URL.
    pub repository: Option<String>,
    /// Whether a registry may have it: `publish = false` if not.
    pub publish: bool,
}

impl Default for Package {
    fn default() -> Self {
        Package {
            version: "0.1.0".to_owned(),
            edition: "2024".to_owned(),
            license: None,
            rust_version: None,
            repository: None,
            publish: false,
        }
    }
}

/// The lines below `[package]`.
impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = |key, value: &Option<String>| value.clone().map(|value| (key, value));
        let lines = [
            Some(("version", self.version.clone())),
            Some(("edition", self.edition.clone())),
            given("rust-version", &self.rust_version),
            given("license", &self.license),
            given("repository", &self.repository),
        ];
        for (index, (key, value)) in lines.into_iter().flatten().enumerate() {
            let newline = if index > 0 { "\n" } else { "" };
            write!(f, "{newline}{key} = {}", toml(&value))?;
        }
        if self.publish { Ok(()) } else { f.write_str("\npublish = false") }
    }
}

/// Where generated crates find the crates that they stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// A checkout of Twinspec: the folder that has `runtime` and `protocols`. A relative path begins in the folder of a
    /// generated crate.
    Path(String),
    /// A registry: what a version has to be, as cargo writes it.
    Version(String),
    /// A git repository.
    Git {
        /// Its URL.
        url: String,
        /// The commit; that at the head of the default branch if there is none.
        reference: Option<GitReference>,
    },
}

/// What names a commit of a git repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitReference {
    /// A branch.
    Branch(String),
    /// A tag.
    Tag(String),
    /// A commit.
    Rev(String),
}

impl Runtime {
    /// What the inline table of a dependency says of the crate in `folder`: `path = "../runtime/core"`.
    pub(crate) fn source(&self, folder: &str) -> String {
        match self {
            Runtime::Path(path) => format!("path = {}", toml(&format!("{}/{folder}", path.trim_end_matches('/')))),
            Runtime::Version(version) => format!("version = {}", toml(version)),
            Runtime::Git { url, reference } => {
                let reference = match reference {
                    None => String::new(),
                    Some(GitReference::Branch(branch)) => format!(", branch = {}", toml(branch)),
                    Some(GitReference::Tag(tag)) => format!(", tag = {}", toml(tag)),
                    Some(GitReference::Rev(rev)) => format!(", rev = {}", toml(rev)),
                };
                format!("git = {}{reference}", toml(url))
            }
        }
    }
}

//! The keys of `twinspec.yaml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;
use twinspec_generator::settings::{self, GitReference};

/// The name of the file.
pub const FILE: &str = "twinspec.yaml";

/// What `twinspec.yaml` says. Every key may be left out. Relative paths begin in the folder of the file.
///
/// ```
/// use twinspec::configuration::Configuration;
///
/// let text = "
/// spec: descriptions
/// runtime: { version: '0.1' }
/// prefix: acme
/// package: { license: Apache-2.0, publish: true }
/// apis:
///   petstore: { document: vendor/petstore.json, client: acme-pets }
/// ";
/// let configuration: Configuration = text.parse()?;
/// assert_eq!(configuration.apis.len(), 1);
/// # Ok::<(), twinspec::configuration::Misconfigured>(())
/// ```
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "twinspec.yaml")]
pub struct Configuration {
    /// The version of Twinspec that generates. Another one changes nothing until `codegen --upgrade`.
    pub twinspec: Option<String>,
    /// The folder of descriptions: a folder or a document for each API.
    pub spec: PathBuf,
    /// The folder that is written: a folder for each API.
    pub out: PathBuf,
    /// Where generated crates find the runtime crates of Twinspec. Without it: the checkout that the program was built from,
    /// if it is still there; else the registry, at the version of the program.
    pub runtime: Option<Runtime>,
    /// What the names of packages begin with: `acme` makes `acme-petstore-client`.
    pub prefix: Option<PackageName>,
    /// What the manifests say of generated packages.
    pub package: Package,
    /// The features of clients that are on by default, beside that of all operations. Without it: `reqwest`.
    #[schemars(with = "Option<Vec<Feature>>")]
    #[serde(deserialize_with = "features")]
    pub features: Option<Vec<settings::Feature>>,
    /// What single APIs have of their own, by their names. An API with `document` does not need a folder of descriptions.
    pub apis: BTreeMap<PackageName, Api>,
}

impl Default for Configuration {
    fn default() -> Self {
        Configuration {
            twinspec: None,
            spec: "spec".into(),
            out: "generated".into(),
            runtime: None,
            prefix: None,
            package: Package::default(),
            features: None,
            apis: BTreeMap::new(),
        }
    }
}

/// One API.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Api {
    /// Its description: an OpenAPI document, or a folder that has one and its overlays. Without it: that of this name in the
    /// folder of descriptions.
    pub document: Option<PathBuf>,
    /// The package of the client.
    pub client: Option<PackageName>,
    /// The package of the mock, or `false`: no mock, no documentation, no tests.
    pub mock: Option<Mock>,
    /// What its manifests say, where it is not what all say.
    pub package: Package,
    /// The features of its client that are on by default.
    #[schemars(with = "Option<Vec<Feature>>")]
    #[serde(deserialize_with = "features")]
    pub features: Option<Vec<settings::Feature>>,
}

/// The mock of an API.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected the name of a package, or `false`")]
pub enum Mock {
    /// Whether there is one.
    Wanted(bool),
    /// The name of its package.
    Named(PackageName),
}

/// The name of a package: lower-case letters, digits and `-`, beginning with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct PackageName(#[schemars(regex(pattern = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))] pub(super) String);

impl PackageName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a text is such a name.
    pub fn is(text: &str) -> bool {
        let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(part)
    }
}

impl std::borrow::Borrow<str> for PackageName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PackageName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if Self::is(&text) {
            return Ok(PackageName(text));
        }
        Err(format!(
            "`{text}` is not a valid crate name: use lower-case letters, digits and `-`, and begin with a letter"
        ))
    }
}

/// What the manifests say of generated packages: keys of cargo's `[package]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Package {
    /// `version`. Without it: `0.1.0`.
    pub version: Option<String>,
    /// `edition`. Without it: `2024`.
    #[schemars(with = "Option<String>")]
    #[serde(deserialize_with = "year")]
    pub edition: Option<String>,
    /// `license`, an SPDX expression. Without it: none.
    pub license: Option<String>,
    /// `rust-version`. Without it: none.
    pub rust_version: Option<String>,
    /// `repository`, a URL. Without it: none.
    pub repository: Option<String>,
    /// Whether a registry may have the packages. Without it: `false`.
    pub publish: Option<bool>,
}

impl Package {
    /// These keys, and for what they do not say the others.
    pub(super) fn over(self, others: &Package) -> Package {
        let or = |one: Option<String>, other: &Option<String>| one.or_else(|| other.clone());
        Package {
            version: or(self.version, &others.version),
            edition: or(self.edition, &others.edition),
            license: or(self.license, &others.license),
            rust_version: or(self.rust_version, &others.rust_version),
            repository: or(self.repository, &others.repository),
            publish: self.publish.or(others.publish),
        }
    }

    /// These keys, and the defaults for what they do not say.
    pub(super) fn over_defaults(self) -> settings::Package {
        let defaults = settings::Package::default();
        settings::Package {
            version: self.version.unwrap_or(defaults.version),
            edition: self.edition.unwrap_or(defaults.edition),
            license: self.license,
            rust_version: self.rust_version,
            repository: self.repository,
            publish: self.publish.unwrap_or(defaults.publish),
        }
    }
}

/// Where generated crates find the runtime crates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "RuntimeKeys")]
#[schemars(with = "RuntimeKeys")]
pub struct Runtime(pub(crate) settings::Runtime);

/// One of `path`, `version` and `git`; beside `git` one of `branch`, `tag` and `rev`, or none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RuntimeKeys {
    /// A checkout of Twinspec.
    path: Option<String>,
    /// What the version in a registry has to be, as cargo writes it.
    version: Option<String>,
    /// The URL of a git repository.
    git: Option<String>,
    /// A branch of it.
    branch: Option<String>,
    /// A tag of it.
    tag: Option<String>,
    /// A commit of it.
    rev: Option<String>,
}

impl TryFrom<RuntimeKeys> for Runtime {
    type Error = String;

    fn try_from(keys: RuntimeKeys) -> Result<Self, String> {
        let references: Vec<_> =
            [keys.branch.map(GitReference::Branch), keys.tag.map(GitReference::Tag), keys.rev.map(GitReference::Rev)]
                .into_iter()
                .flatten()
                .collect();
        let runtime = match (keys.path, keys.version, keys.git, references.as_slice()) {
            (Some(path), None, None, []) => settings::Runtime::Path(path),
            (None, Some(version), None, []) => settings::Runtime::Version(version),
            (None, None, Some(url), [] | [_]) => {
                settings::Runtime::Git { url, reference: references.into_iter().next() }
            }
            (None, None, Some(_), _) => return Err("only one of `branch`, `tag` and `rev` can be given".to_owned()),
            (_, _, None, [_, ..]) => return Err("`branch`, `tag` and `rev` belong beside `git`".to_owned()),
            _ => return Err("one of `path`, `version` and `git` is needed, and only one".to_owned()),
        };
        Ok(Runtime(runtime))
    }
}

/// A feature of generated clients.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Feature {
    /// The client over `reqwest`.
    Reqwest,
    /// The client over `hyper`.
    Hyper,
    /// Blocking calls.
    Blocking,
    /// `Serialize` and `Deserialize` for all types.
    Serde,
    /// An environment variable redirects the client.
    EndpointEnv,
}

fn features<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<settings::Feature>>, D::Error> {
    let named = Option::<Vec<Feature>>::deserialize(deserializer)?;
    let feature = |feature: Feature| match feature {
        Feature::Reqwest => settings::Feature::Reqwest,
        Feature::Hyper => settings::Feature::Hyper,
        Feature::Blocking => settings::Feature::Blocking,
        Feature::Serde => settings::Feature::Serde,
        Feature::EndpointEnv => settings::Feature::EndpointEnv,
    };
    Ok(named.map(|named| named.into_iter().map(feature).collect()))
}

/// A year may be written as a number.
fn year<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "expected an edition of Rust: `2021` or `2024`")]
    enum Year {
        Number(u16),
        Text(String),
    }
    Ok(Option::<Year>::deserialize(deserializer)?.map(|year| match year {
        Year::Number(number) => number.to_string(),
        Year::Text(text) => text,
    }))
}

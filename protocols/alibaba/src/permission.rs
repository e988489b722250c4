/// What RAM policies have to allow for calls of an operation: the vendor's part of its descriptor.
///
/// ```
/// use twinspec_alibaba::{Permission, Permissions};
///
/// static PERMISSIONS: Permissions = Permissions::new(&[Permission::new("resourcemanager:CreateFolder")]);
/// assert_eq!(PERMISSIONS.all[0].resources, ["*"]);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Permissions {
    /// Each of them is needed.
    pub all: &'static [Permission],
}

impl Permissions {
    /// All of these.
    pub const fn new(all: &'static [Permission]) -> Self {
        Permissions { all }
    }
}

/// An action that policies have to allow for a call: a row of the authorization table.
#[derive(Debug)]
#[non_exhaustive]
pub struct Permission {
    /// The action, `resourcemanager:CreateFolder`.
    pub action: &'static str,
    /// The names of the resources, with `{#regionId}`, `{#accountId}` and parameters as `{#FolderId}` in them; `*` if
    /// the action is not about single resources.
    pub resources: &'static [&'static str],
    /// Further actions that the caller needs, on whatever resource.
    pub associated_operations: &'static [&'static str],
}

impl Permission {
    /// An action that is not about single resources.
    pub const fn new(action: &'static str) -> Self {
        Permission { action, resources: &["*"], associated_operations: &[] }
    }

    /// The same action on these resources.
    pub const fn resources(self, resources: &'static [&'static str]) -> Self {
        Permission { resources, ..self }
    }

    /// The same action with further actions that the caller needs.
    pub const fn associated_operations(self, associated_operations: &'static [&'static str]) -> Self {
        Permission { associated_operations, ..self }
    }
}

//! The code that callers compile against, and where in the description each part of it comes from.

use std::collections::BTreeMap;

use crate::diff::description::Description;
use crate::emit::{EmitError, public_code};
use crate::facts::Facts;
use crate::plan::{Plan, plan};
use crate::pointer::join;
use crate::settings::{Runtime, Settings};

/// The code of both crates of a description.
#[derive(Debug)]
pub(super) struct Code {
    /// By path: `client/src/get_pet.rs`.
    pub(super) files: BTreeMap<String, String>,
    /// The names of both packages.
    pub(super) packages: [String; 2],
    /// By module, the operation that it is of.
    operations: BTreeMap<String, Origin>,
    /// By name, where the types of the module `types` come from.
    types: BTreeMap<String, String>,
}

/// What of the description a part of the code is made of.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// The id of the operation, if it is of one.
    pub(super) operation: Option<String>,
    pub(super) pointer: Option<String>,
}

impl Code {
    pub(super) fn of(description: &Description) -> Result<Self, EmitError> {
        let facts = Facts::of(&description.api);
        // What people decide beside the description is the same for both.
        let settings = Settings::new(Runtime::Version("0.1".to_owned()));
        let (plan, _) = plan(&facts, &description.source, &settings);
        let files = public_code(&plan)?;
        let Plan { package, mock_package, operations, types, .. } = &plan;
        let origin = |operation: &crate::model::Operation| Origin {
            operation: Some(operation.id.clone()),
            pointer: Some(operation.origin.clone()),
        };
        let component = |name: &String| join("/components/schemas", name);
        Ok(Code {
            files,
            packages: [package.clone(), mock_package.clone()],
            operations: operations.iter().map(|own| (own.module.clone(), origin(own.model))).collect(),
            types: types
                .iter()
                .filter_map(|own| Some((own.name.clone(), component(own.component.as_ref()?))))
                .collect(),
        })
    }

    /// What the item at a path is made of: `get_pet::Request::id`, `types::Pet::name`.
    pub(super) fn origin(&self, path: &str) -> Origin {
        let mut names = path.split("::");
        let (first, second) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        // Each operation is a method of the client.
        let module = if first == "Client" { second } else { first };
        if let Some(origin) = self.operations.get(module) {
            return origin.clone();
        }
        let name = second.split([' ', '<']).next().unwrap_or_default();
        let pointer = match first {
            "types" => self.types.get(name).cloned(),
            _ => Some(String::new()),
        };
        Origin { operation: None, pointer }
    }
}

//! One comparison of schemas, in either direction.

mod affinity;
mod bounds;
mod compare;
mod conjunction;
mod objects;
mod unions;
mod view;
mod walker;

pub(super) use conjunction::{Schema, Schemas};
pub(super) use walker::{At, Walker};

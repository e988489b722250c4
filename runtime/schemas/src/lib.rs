//! Whole JSON Schemas of an API: checks values against them, reads texts by them, and makes values that fit them.
//!
//! The schemas are JSON Schema 2020-12. Those that an API shares are under `$defs` of its [`Components`], and others refer
//! to them as `#/$defs/NAME`. The words of OpenAPI that have a meaning for values, `readOnly`, `writeOnly` and
//! `discriminator`, are understood as well.
//!
//! ```
//! use std::sync::Arc;
//!
//! use serde_json::json;
//! use twinspec_schemas::{Components, Direction, Schema, Wish};
//!
//! let components = Arc::new(Components::of(json!({ "Pet": {
//!     "type": "object",
//!     "required": ["name"],
//!     "properties": { "id": { "type": "integer", "readOnly": true }, "name": { "type": "string", "minLength": 3 } }
//! } })));
//! let pet = Schema::new(json!({ "$ref": "#/$defs/Pet" }), Direction::Request, components);
//! let faults = pet.faults(&json!({ "name": "" }));
//! assert_eq!(faults[0].pointer, "/name");
//! let made = pet.sample(&Wish::seeded(0)).expect("there are such values");
//! assert!(pet.is_valid(&made));
//! ```

mod components;
mod direction;
mod fault;
mod look;
mod options;
mod plain;
mod random;
mod sample;
mod schema;
mod text;
mod weight;

pub use components::Components;
pub use direction::Direction;
pub use fault::Fault;
pub use random::Random;
pub use sample::{Spot, Suggest, Wish};
pub use schema::Schema;
pub use text::Pieces;

//! The schemas of OpenAPI 3.1 and later, which are JSON Schema 2020-12, in the words of OpenAPI 3.0.

pub(super) mod boolean_schema;
mod conditional;
mod constant;
mod content;
mod enum_of_constants;
mod examples;
mod exclusive_bounds;
mod pattern_properties;
mod prefix_items;
mod reference_siblings;
pub(super) mod type_list;
mod unchecked;

use super::rewriting::Rewriting;
use crate::positions::Kind;

/// In this order for each schema: a later rule relies on what an earlier one leaves.
const RULES: [fn(&mut Rewriting<'_>, &str); 12] = [
    boolean_schema::rewrite,
    enum_of_constants::rewrite,
    constant::rewrite,
    examples::rewrite,
    exclusive_bounds::rewrite,
    content::rewrite,
    prefix_items::rewrite,
    pattern_properties::rewrite,
    conditional::rewrite,
    unchecked::rewrite,
    type_list::rewrite,
    reference_siblings::rewrite,
];

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    for schema in rewriting.all(Kind::Schema) {
        RULES.iter().for_each(|rule| rule(rewriting, &schema));
    }
}

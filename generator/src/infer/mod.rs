//! What a plain REST document says of state without saying it: that `POST /pets` makes something which `GET /pets/{petId}`
//! finds. It becomes the vocabulary that a person would write, so that it can be read, edited and served in one way.
//!
//! What counts as unmistakable, `docs/decisions` says under "The state of a REST document is inferred".

mod change;
mod collection;
mod fits;
mod ids;
mod inferred;
mod members;
mod pages;
mod read;
mod request;
mod route;
mod sample;
mod slice;
mod thing;
mod verb;
mod words;
mod write;

use heck::{ToKebabCase, ToUpperCamelCase};
use serde_json::Value;

use self::collection::Collection;
pub use self::inferred::{Found, Inferred};
pub use self::pages::overlay as pages_overlay;
pub(crate) use self::pages::pages;
use self::route::{Routes, Step, steps};
use self::sample::Samples;
use self::write::{Named, Writer};
use crate::model::Api;

/// What can be inferred of the model of a document. Nothing if the document says something of its state itself, or if it is
/// not described by OpenAPI alone.
pub fn infer(api: &Api, document: &Value) -> Inferred {
    let mut inferred = Inferred::of(api.operations.len());
    if api.vendor.is_some() || says_something(api) {
        inferred.left_out(api.title.clone(), "the document says itself what it remembers".to_owned());
        return inferred;
    }
    let samples = Samples { api, document };
    let routes = Routes::of(api);
    let mut collections = Vec::new();
    for path in routes.paths() {
        let ends_in_variable = steps(path).is_some_and(|steps| matches!(steps.last(), Some(Step::Variable(_))));
        if !ends_in_variable {
            continue;
        }
        match Collection::at(samples, &routes, path) {
            Ok(collection) => collections.push(collection),
            Err(why) => inferred.left_out(path.to_owned(), why),
        }
    }
    // What is less deep has the shorter name.
    collections.sort_by_key(|collection: &Collection<'_>| steps(collection.path).map_or(0, |steps| steps.len()));
    let all = named(samples, collections);
    for of in &all {
        Writer { samples, routes: &routes, all: &all, of, inferred: &mut inferred }.write();
    }
    inferred
}

fn says_something(api: &Api) -> bool {
    let says = |operation: &crate::model::Operation| {
        !operation.finds.is_empty()
            || !operation.effects.is_empty()
            || !operation.answer.is_empty()
            || operation.list.is_some()
    };
    !api.resources.is_empty() || api.operations.iter().any(says)
}

/// Gives the collections their names: `Pet`, or `OwnerPet` where there are other pets.
fn named<'a>(samples: Samples<'a>, collections: Vec<Collection<'a>>) -> Vec<Named<'a>> {
    let mut all: Vec<Named<'a>> = Vec::new();
    let is_taken = |all: &[Named<'_>], name: &str| all.iter().any(|other| other.resource == name);
    for collection in collections {
        let literals: Vec<_> = steps(collection.path)
            .into_iter()
            .flatten()
            .filter_map(|step| match step {
                Step::Literal(name) => Some(words::singular(name)),
                Step::Variable(_) => None,
            })
            .collect();
        let names = (1..=literals.len()).map(|count| {
            let parts = literals.get(literals.len() - count..).unwrap_or_default();
            resource_name(&parts.join(" "))
        });
        let numbered = (2..).map(|number| format!("{}{number}", resource_name(&literals.join(" "))));
        let resource = names.chain(numbered).find(|name| !is_taken(&all, name)).unwrap_or_default();
        let own = |variable: &str| thing::member(samples.api, collection.shape, variable).is_some();
        let within = collection.outer.iter().map(|variable| match own(variable) {
            true => (format!("{variable}-of-path"), *variable),
            false => ((*variable).to_owned(), *variable),
        });
        let name = resource.to_kebab_case();
        all.push(Named { within: within.collect(), name, resource, collection });
    }
    all
}

/// A name as resources have it: it begins with a letter.
fn resource_name(text: &str) -> String {
    let name: String = text.to_upper_camel_case().chars().filter(char::is_ascii_alphanumeric).collect();
    if name.starts_with(|first: char| first.is_ascii_uppercase()) { name } else { format!("Thing{name}") }
}

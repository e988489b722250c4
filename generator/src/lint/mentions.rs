//! What the vocabulary names is declared, and fits what it is for.

use std::collections::BTreeMap;

use super::api::{Api, Operation, response_schema};
use super::conditions;
use super::effects;
use super::fields;
use super::regexes::Regexes;
use super::report::{Report, choose};
use super::resource_fields::{Use, Uses};
use crate::diagnostics::{Code, Diagnostic};
use crate::vocabulary::{Access, At, Find, Kind, Mention, Pointer, Role, Vocabulary};

/// Between the product, the version and the operation of another API.
const ELSEWHERE: &str = "::";

pub(super) fn check(api: &Api<'_>, vocabulary: &Vocabulary, regexes: &mut Regexes, report: &mut Report<'_>) {
    let mut uses = Uses::default();
    let mut scope = Scope { api, vocabulary, operation: None, bound: BTreeMap::new(), items: 0 };
    vocabulary.mentions(&mut |mention, pointer| scope.mention(mention, pointer, &mut uses, regexes, report));
    for operation in &api.operations {
        let Some(words) = vocabulary.operations.get(&operation.pointer) else { continue };
        let find =
            |(name, At { node: Find { resource, .. }, .. }): &(String, At<Find>)| (name.clone(), resource.clone());
        let bound = words.finds.iter().map(find).collect();
        let mut scope = Scope { api, vocabulary, operation: Some(operation), bound, items: 0 };
        words.mentions(&mut |mention, pointer| scope.mention(mention, pointer, &mut uses, regexes, report));
    }
    uses.check(report);
}

/// What can be named at one place.
struct Scope<'a> {
    api: &'a Api<'a>,
    vocabulary: &'a Vocabulary,
    /// Nothing outside of operations.
    operation: Option<&'a Operation<'a>>,
    /// What was found or created, and which resource that is.
    bound: BTreeMap<String, String>,
    /// In how many lists an item is looked at.
    items: usize,
}

impl Scope<'_> {
    fn mention(
        &mut self,
        mention: Mention<'_>,
        at: &Pointer,
        uses: &mut Uses,
        regexes: &mut Regexes,
        report: &mut Report<'_>,
    ) {
        let words = self.vocabulary;
        let declared = |what: &str, name: &str, names: Vec<&str>, report: &mut Report<'_>| {
            if !names.contains(&name) {
                undeclared(at, what, name, names, report);
            }
        };
        match mention {
            Mention::Site(name) => {
                declared("site", name, words.vendor.sites.iter().map(|site| site.node.id.as_str()).collect(), report);
            }
            Mention::Limit(name) => {
                let limits = self.operation.and_then(|operation| words.operations.get(&operation.pointer));
                let limits = limits.into_iter().flat_map(|operation| &operation.limits);
                declared("limit", name, limits.map(|limit| limit.node.name.as_str()).collect(), report);
            }
            Mention::World(name) => {
                declared("given state", name, words.given.iter().map(|(name, _)| name.as_str()).collect(), report);
            }
            Mention::Resource(name) => declared("resource", name, self.resources(), report),
            Mention::Operation(id) => self.operation(id, at, Diagnostic::error, report),
            // It can be gone by now, and nothing but a text depends on it.
            Mention::Substitute(id) => self.operation(id, at, Diagnostic::warning, report),
            Mention::Parameter { of, name, role } => self.parameter(of, name, role, at, report),
            Mention::Response { of, path, role } => self.response(of, path, role, at, report),
            Mention::Place(path) => {
                let Some(operation) = self.operation else { return };
                let Some(schema) = response_schema(self.api.document, operation) else { return };
                drop(fields::place(self.api, schema, path, at, report));
            }
            Mention::Exists(name) => declared("resource", name, self.names(), report),
            Mention::Name(name) => self.name(name, at, report),
            Mention::Creates { name, resource } => {
                uses.creates(resource);
                self.bound.insert(name.to_owned(), resource.to_owned());
            }
            Mention::Begins { resource } => {
                self.bound = BTreeMap::from([("self".to_owned(), resource.to_owned())]);
            }
            Mention::EachResource { resource } => {
                self.bound.insert("each".to_owned(), resource.to_owned());
            }
            Mention::EndOfResources => drop(self.bound.remove("each")),
            Mention::EachItem => self.items += 1,
            Mention::EndOfItems => self.items = self.items.saturating_sub(1),
            Mention::Item => {
                if self.items == 0 {
                    let fault = Diagnostic::error(Code::UndeclaredName, "there is no item of a list here");
                    let help = "use `item` in `each` or in `some`, which look at the items of a list";
                    report.push(&at.path, fault.at(report.mention_span(at), "").help(help));
                }
            }
            Mention::Above { name, field } => self.above(name, field, at, uses, report),
            Mention::Field { of, field, access } => {
                if let Some(resource) = self.kind(of) {
                    uses.note(Use { resource, field: field.to_owned(), access, at: at.clone() });
                }
            }
            Mention::Filled { of } => {
                if let Some(resource) = self.kind(of) {
                    uses.fills(resource);
                }
            }
            Mention::Shown { of, path } => {
                let Some(resource) = self.kind(of) else { return };
                let schema = self.operation.and_then(|operation| response_schema(self.api.document, operation));
                let place = path.zip(schema).and_then(|(path, schema)| fields::names_at(self.api, schema, path));
                uses.shows(resource, place);
            }
            Mention::Listed { place, field } => {
                let schema = self.operation.and_then(|operation| response_schema(self.api.document, operation));
                let names = schema.and_then(|schema| fields::names_at(self.api, schema, place));
                if let Some(names) = names.filter(|names| names.iter().all(|name| name != field)) {
                    let fault = format!("what is listed has no field `{field}` in the response");
                    let fault = Diagnostic::warning(Code::UnknownField, fault);
                    let names = names.iter().map(String::as_str);
                    report.push(&at.path, choose(fault, report.mention_span(at), field, "there", names));
                }
            }
            Mention::Regex(pattern) => regexes.check(pattern, &at.path, report),
            Mention::Condition { when, of_row } => conditions::readable(when, &at.path, of_row, report),
            Mention::Effect(effect) => effects::one_action(effect, &at.path, report),
        }
    }

    fn resources(&self) -> Vec<&str> {
        self.vocabulary.resources.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// What was found or created, and the resources.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.bound.keys().map(String::as_str).chain(self.resources()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The resource that something is one of.
    fn kind(&self, of: Kind<'_>) -> Option<String> {
        match of {
            Kind::Named(name) if let Some(resource) = self.bound.get(name) => Some(resource.clone()),
            Kind::Named(name) | Kind::Resource(name) => {
                Some(name.to_owned()).filter(|name| self.resources().contains(&name.as_str()))
            }
        }
    }

    /// A field of what lies above something. All that lies there is of the kind that its parent is.
    fn above(&self, name: &str, field: &str, at: &Pointer, uses: &mut Uses, report: &mut Report<'_>) {
        let Some(kind) = self.kind(Kind::Named(name)) else { return };
        let resource = self.vocabulary.resources.iter().find(|(resource, _)| *resource == kind);
        match resource.and_then(|(_, At { node, .. })| node.parent.as_ref()) {
            Some(parent) => {
                let (resource, field) = (parent.resource.clone(), field.to_owned());
                uses.note(Use { resource, field, access: Access::Read, at: at.clone() });
            }
            None => {
                let fault = Diagnostic::error(Code::UndeclaredName, format!("nothing lies above a `{kind}`"));
                let help = format!("say with `parent` of `{kind}` in `x-twin-resources` what it lies in");
                report.push(&at.path, fault.at(report.mention_span(at), "").help(help));
            }
        }
    }

    /// Something that was found or created, or a resource that an account has at most once.
    fn name(&self, name: &str, at: &Pointer, report: &mut Report<'_>) {
        if self.bound.contains_key(name) {
            return;
        }
        let resource = self.vocabulary.resources.iter().find(|(resource, _)| resource == name);
        match resource {
            Some((_, At { node, .. })) if node.key.is_none() => {}
            Some(_) => {
                let message = format!("an account can have several `{name}`, so its name does not say which");
                let fault = Diagnostic::error(Code::UndeclaredName, message);
                let found: Vec<_> = self.bound.iter().filter(|(_, of)| *of == name).map(|(name, _)| name).collect();
                let help = match found.as_slice() {
                    [] => "look one up in `x-twin-find`, and use the name that it has there".to_owned(),
                    [found, ..] => format!("what was found or created is called `{found}`"),
                };
                report.push(&at.path, fault.at(report.mention_span(at), "").help(help));
            }
            None => undeclared(at, "name", name, self.names(), report),
        }
    }

    fn operation(&self, id: &str, at: &Pointer, fault: fn(Code, String) -> Diagnostic, report: &mut Report<'_>) {
        // What could not be read may well be the operation.
        if id.contains(ELSEWHERE) || self.find(id).is_some() || report.is_partial("/paths") {
            return;
        }
        let ids: Vec<_> = self.api.operations.iter().filter_map(|operation| operation.id).collect();
        let fault = fault(Code::UndeclaredName, format!("the operation `{id}` is not declared"));
        report.push(&at.path, choose(fault, report.mention_span(at), id, "declared", ids));
    }

    fn find(&self, id: &str) -> Option<&Operation<'_>> {
        self.api.operations.iter().find(|operation| operation.id == Some(id))
    }

    /// The operation that a parameter or a response belongs to; nothing if that is elsewhere, or was reported.
    fn owner(&self, of: Option<&str>) -> Option<&Operation<'_>> {
        of.map_or(self.operation, |id| self.find(id))
    }

    fn parameter(&self, of: Option<&str>, name: &str, role: Role, at: &Pointer, report: &mut Report<'_>) {
        match self.owner(of) {
            Some(operation) => match operation.parameter(name) {
                Some(parameter) => fields::parameter(self.api, parameter, &at.path, role, report),
                None => undeclared(at, "parameter", name, operation.parameter_names(), report),
            },
            None if of.is_none() => undeclared(at, "parameter", name, Vec::new(), report),
            None => {}
        }
    }

    fn response(&self, of: Option<&str>, path: &str, role: Role, at: &Pointer, report: &mut Report<'_>) {
        let Some(operation) = self.owner(of) else { return };
        match response_schema(self.api.document, operation) {
            Some(response) => fields::field(self.api, response, path, at, role, report),
            None => {
                let message = format!("there is no response with a field `{path}`");
                let fault = Diagnostic::error(Code::UndeclaredName, message).at(report.mention_span(at), "");
                report.push(&at.path, fault);
            }
        }
    }
}

fn undeclared(at: &Pointer, what: &str, name: &str, names: Vec<&str>, report: &mut Report<'_>) {
    let fault = Diagnostic::error(Code::UndeclaredName, format!("the {what} `{name}` is not declared"));
    report.push(&at.path, choose(fault, report.mention_span(at), name, "declared", names));
}

//! The part of a list that a call asks for.

use serde_json::{Map, Value, json};

use super::collection::is_zero;
use super::sample::Samples;
use super::thing;
use super::words::plain;
use crate::model::{Field, Location, Operation, Parameter, Shape, ShapeKind};

/// How a call asks for a part of a list.
pub(super) struct Part<'a> {
    /// Each key of the vocabulary with the parameter.
    by: Vec<(&'static str, &'a Parameter)>,
    /// Keys of the vocabulary with places in the body.
    places: Vec<(&'static str, String)>,
}

const LIMIT: [&str; 9] = ["limit", "perpage", "pagesize", "maxresults", "maxitems", "size", "top", "take", "count"];
const SKIP: [&str; 3] = ["offset", "skip", "start"];
const PAGE: [&str; 3] = ["page", "pagenumber", "pageno"];
const AFTER: [&str; 2] = ["startingafter", "after"];
const BEFORE: [&str; 2] = ["endingbefore", "before"];
const TOTAL: [&str; 6] = ["total", "totalcount", "totalitems", "totalresults", "totalelements", "totalsize"];
const MORE: [&str; 2] = ["hasmore", "more"];
const FIRST: [&str; 1] = ["firstid"];
const LAST: [&str; 1] = ["lastid"];
const CURSOR: [&str; 6] = ["cursor", "pagetoken", "nexttoken", "nextcursor", "continue", "marker"];
const NEXT: [&str; 5] = ["nextcursor", "nextpagetoken", "nexttoken", "continue", "nextmarker"];

/// What the parameters of a list say, whose items are at a place of its body.
pub(super) fn of<'a>(samples: Samples<'_>, list: &'a Operation, body: &Shape, place: &str) -> Part<'a> {
    let query: Vec<_> = list.parameters.iter().filter(|parameter| parameter.location == Location::Query).collect();
    let named = |names: &[&str], is_number: bool| {
        let is_so = |parameter: &&&'a Parameter| {
            let fits = match kind(samples, &parameter.shape) {
                Some(ShapeKind::Integer { .. }) => true,
                Some(ShapeKind::String { .. }) => !is_number,
                _ => false,
            };
            fits && plain(&parameter.name).is_one_of(names)
        };
        names.iter().find_map(|name| query.iter().filter(is_so).find(|found| plain(&found.name) == **name)).copied()
    };
    let mut by = Vec::new();
    if let Some(limit) = named(&LIMIT, true) {
        by.push(("limit", limit));
        // Pages that are counted from 0 are not pages of this vocabulary.
        let is_from_zero = |page: &&Parameter| {
            let minimum = match kind(samples, &page.shape) {
                Some(ShapeKind::Integer { minimum, .. }) => *minimum,
                _ => None,
            };
            is_zero(page.default.as_ref()) || minimum == Some(0)
        };
        by.extend(named(&PAGE, true).filter(|page| !is_from_zero(page)).map(|page| ("page", page)));
        by.extend(named(&AFTER, false).map(|after| ("after", after)));
        by.extend(named(&BEFORE, false).map(|before| ("before", before)));
    }
    by.extend(named(&SKIP, true).map(|skip| ("skip", skip)));
    let mut places = Vec::new();
    if !place.is_empty() {
        let number = |shape: &Shape| matches!(kind(samples, shape), Some(ShapeKind::Integer { .. }));
        let flag = |shape: &Shape| matches!(kind(samples, shape), Some(ShapeKind::Boolean));
        let text = |shape: &Shape| matches!(kind(samples, shape), Some(ShapeKind::String { .. }));
        let mut find = |key, names: &[&str], fits: &dyn Fn(&Shape) -> bool| {
            let is_so = |field: &Field| plain(&field.name).is_one_of(names) && fits(&field.shape);
            let found = find(samples, body, &is_so);
            places.extend(found.iter().map(|at| (key, at.clone())));
            found.is_some()
        };
        find("total", &TOTAL, &number);
        find("more", &MORE, &flag);
        find("first", &FIRST, &text);
        find("last", &LAST, &text);
        if let Some(cursor) = named(&CURSOR, false)
            && find("next", &NEXT, &text)
        {
            by.retain(|(key, _)| *key != "after");
            by.push(("after", cursor));
        }
    }
    Part { by, places }
}

fn kind<'a>(samples: Samples<'a>, shape: &'a Shape) -> Option<&'a ShapeKind> {
    shape.behind(&samples.api.shapes).map(|shape| &shape.kind)
}

/// A member of a body, or of an object in it.
pub(super) fn find(samples: Samples<'_>, body: &Shape, fits: &dyn Fn(&Field) -> bool) -> Option<String> {
    let own = thing::members(samples.api, body);
    let top = own.iter().find(|field| fits(field)).map(|field| field.name.clone());
    top.or_else(|| {
        own.iter().find_map(|outer| {
            let inner = thing::members(samples.api, &outer.shape).iter().find(|field| fits(field))?;
            Some(format!("{}.{}", outer.name, inner.name))
        })
    })
}

impl Part<'_> {
    /// Whether a parameter says something of the part.
    pub(super) fn uses(&self, name: &str) -> bool {
        self.by.iter().any(|(_, parameter)| parameter.name == name)
    }

    /// The parameters, for people.
    pub(super) fn names(&self) -> Vec<String> {
        self.by.iter().map(|(_, parameter)| format!("`{}`", parameter.name)).collect()
    }

    /// Puts the keys into `x-twin-list`.
    pub(super) fn write(&self, list: &mut Value) {
        let mut keys = Map::new();
        for (key, parameter) in &self.by {
            let value = json!({ "parameter": parameter.name });
            let value = match (*key, &parameter.default) {
                ("limit", Some(default)) if default.is_number() => json!({ "first-of": [value, default] }),
                _ => value,
            };
            keys.insert((*key).to_owned(), value);
        }
        keys.extend(self.places.iter().map(|(key, place)| ((*key).to_owned(), Value::from(place.as_str()))));
        if let Some(list) = list.as_object_mut() {
            list.extend(keys);
        }
    }
}

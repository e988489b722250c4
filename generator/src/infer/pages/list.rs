//! The list in the body of an answer, and what is beside it.

use crate::infer::collection::answered;
use crate::infer::thing::items;
use crate::infer::words::plain;
use crate::model::{Api, Field, Operation, Pagination, Shape, ShapeKind};

/// What a list is called among other lists.
const ITEMS: [&str; 9] = ["items", "data", "results", "entries", "values", "records", "value", "elements", "list"];

/// Lists that are not what an operation lists.
const ASIDE: [&str; 9] = ["errors", "warnings", "messages", "links", "facets", "order", "sort", "orderby", "required"];

/// Objects that say something of a page.
const OF_PAGE: [&str; 9] =
    ["meta", "metadata", "pagination", "paging", "page", "pageinfo", "responsemetadata", "cursors", "nextpage"];

const TOTAL: [&str; 7] =
    ["total", "totalcount", "totalitems", "totalresults", "totalelements", "totalsize", "totalrecords"];

/// The list in the body of an answer.
pub(super) struct List<'a> {
    api: &'a Api,
    /// The way to the object that has it, from the body.
    base: Vec<String>,
    /// What that object has; nothing if the body is the list.
    fields: &'a [Field],
    /// The way to it from the body.
    pub(super) items: Vec<String>,
    /// What an item is.
    item: &'a Shape,
}

impl<'a> List<'a> {
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Option<Self> {
        let body = answered(operation)?;
        if let Some(item) = items(api, body) {
            return Some(List { api, base: Vec::new(), fields: &[], items: Vec::new(), item });
        }
        let mut base = Vec::new();
        let mut fields = fields(api, body)?;
        // An object with nothing but one around the list.
        if let [around] = fields
            && let Some(inner) = self::fields(api, &around.shape)
        {
            base.push(around.name.clone());
            fields = inner;
        }
        let last = operation.path.rsplit('/').find(|step| !step.contains('{')).map(plain);
        let lists = fields.iter().filter(|field| items(api, &field.shape).is_some() && !field.shape.deprecated);
        let lists: Vec<_> = lists.filter(|field| !plain(&field.name).is_one_of(&ASIDE)).collect();
        let is_usual = |field: &&&Field| {
            let name = plain(&field.name);
            name.is_one_of(&ITEMS) || Some(name) == last
        };
        let list = match lists.as_slice() {
            [one] => one,
            several => {
                let mut usual = several.iter().filter(is_usual);
                usual.next().filter(|_| usual.next().is_none())?
            }
        };
        let mut way = base.clone();
        way.push(list.name.clone());
        Some(List { api, base, fields, items: way, item: items(api, &list.shape)? })
    }

    /// Pages of this list that are followed in some way.
    pub(super) fn paged(&self, found: String) -> Pagination {
        Pagination { items: self.items.clone(), token: None, page_number: None, offset: None, found: Some(found) }
    }

    /// The way to a text beside the list, and its name.
    pub(super) fn text(&self, names: &[&str]) -> Option<Vec<String>> {
        self.beside(names, |shape| is_text(self.api, shape))
    }

    /// The way to the number of all items.
    pub(super) fn total(&self) -> Option<Vec<String>> {
        self.beside(&TOTAL, |shape| is_integer(self.api, shape))
    }

    /// The way to whether there are more items.
    pub(super) fn more(&self) -> Option<Vec<String>> {
        self.beside(&["hasmore"], |shape| matches!(kind(self.api, shape), Some(ShapeKind::Boolean)))
    }

    /// The member of an item that names it.
    pub(super) fn id(&self) -> Option<Vec<String>> {
        let id = fields(self.api, self.item)?.iter().find(|field| plain(&field.name) == *"id")?;
        (id.required && is_text(self.api, &id.shape)).then(|| vec![id.name.clone()])
    }

    /// The way to what is beside the list, or in an object of its own there.
    fn beside(&self, names: &[&str], fits: impl Fn(&Shape) -> bool) -> Option<Vec<String>> {
        let way =
            |steps: &[&Field]| self.base.iter().cloned().chain(steps.iter().map(|field| field.name.clone())).collect();
        let is_it = |field: &&Field| plain(&field.name).is_one_of(names) && fits(&field.shape);
        if let Some(own) = self.fields.iter().find(is_it) {
            return Some(way(&[own]));
        }
        let mut of_page = self.fields.iter().filter(|field| plain(&field.name).is_one_of(&OF_PAGE));
        of_page.find_map(|outer| {
            let inner = fields(self.api, &outer.shape)?.iter().find(is_it)?;
            Some(way(&[outer, inner]))
        })
    }
}

/// What a shape is behind references.
pub(super) fn kind<'a>(api: &'a Api, shape: &'a Shape) -> Option<&'a ShapeKind> {
    shape.behind(&api.shapes).map(|shape| &shape.kind)
}

pub(super) fn is_integer(api: &Api, shape: &Shape) -> bool {
    matches!(kind(api, shape), Some(ShapeKind::Integer { .. }))
}

/// Whether any text will do that is not the address of something.
pub(super) fn is_text(api: &Api, shape: &Shape) -> bool {
    let is_address =
        shape.example.as_ref().and_then(|example| example.as_str()).is_some_and(|text| text.contains("://"));
    matches!(kind(api, shape), Some(ShapeKind::String { values, .. }) if values.is_empty()) && !is_address
}

fn fields<'a>(api: &'a Api, shape: &'a Shape) -> Option<&'a [Field]> {
    match kind(api, shape)? {
        ShapeKind::Object { fields, .. } => Some(fields),
        _ => None,
    }
}

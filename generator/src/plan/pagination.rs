//! How the fields of a request and its response take part in paging.

use super::{FieldPlan, OperationPlan, RequestField, RustType, TypeBody, TypePlan};

/// How the answers of an operation come in pages.
#[derive(Debug)]
pub struct PaginationPlan {
    /// The type of an item.
    pub item: RustType,
    /// The way to the items of a page.
    pub items: Vec<Step>,
    /// How the next page is asked for.
    pub style: PaginationStyle,
}

/// How the next page is asked for.
#[derive(Debug)]
pub enum PaginationStyle {
    /// By the token that the page before names.
    Token(TokenPlan),
    /// By its number.
    PageNumber(PageNumberPlan),
    /// By a token or by its number, as the caller begins.
    Either(TokenPlan, PageNumberPlan),
}

/// Paging by tokens.
#[derive(Debug)]
pub struct TokenPlan {
    /// The field of the request that takes a token.
    pub parameter: Place,
    /// The field of the request that takes the size of a page.
    pub size: Option<Place>,
    /// The way to the token of the next page.
    pub next: Vec<Step>,
}

/// Paging by numbers.
#[derive(Debug)]
pub struct PageNumberPlan {
    /// The field of the request that takes a number.
    pub parameter: Place,
    /// Its type.
    pub rust: RustType,
    /// The number of the first page.
    pub first: u64,
    /// The way to the number of items on all pages.
    pub total: Option<Vec<Step>>,
}

/// A field of a request.
#[derive(Debug)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Whether it can be absent.
    pub optional: bool,
}

/// A step into a response.
#[derive(Debug)]
pub struct Step {
    /// The name of the field.
    pub name: String,
    /// Whether it can be absent.
    pub optional: bool,
    /// Whether new code should not use it.
    pub deprecated: bool,
}

impl PaginationPlan {
    /// The field of the request that says where a page starts.
    pub fn start(&self) -> &Place {
        match &self.style {
            PaginationStyle::Token(token) | PaginationStyle::Either(token, _) => &token.parameter,
            PaginationStyle::PageNumber(number) => &number.parameter,
        }
    }

    /// Whether the way leads through a field that new code should not use.
    pub fn is_deprecated(&self) -> bool {
        let token = |token: &TokenPlan| token.next.iter().any(|step| step.deprecated);
        let number = |number: &PageNumberPlan| number.total.iter().flatten().any(|step| step.deprecated);
        let style = match &self.style {
            PaginationStyle::Token(by) => token(by),
            PaginationStyle::PageNumber(by) => number(by),
            PaginationStyle::Either(by, or) => token(by) || number(or),
        };
        style || self.items.iter().any(|step| step.deprecated)
    }
}

/// Plans the paging of an operation. The types that operations share have to be made already.
pub(super) fn plan(operation: &OperationPlan<'_>, shared: &[TypePlan]) -> Option<PaginationPlan> {
    let pagination = operation.model.pagination.as_ref()?;
    let types = Types { local: &operation.types, shared };
    let (items, list) = types.way(&pagination.items)?;
    let RustType::List(item) = list else { return None };
    let token = pagination.token.as_ref().and_then(|token| {
        let (next, _) = types.way(&token.field)?;
        let parameter = place(operation.field(&token.parameter)?);
        let size = token.size.as_ref().and_then(|size| operation.field(size)).map(place);
        Some(TokenPlan { parameter, size, next })
    });
    let number = pagination.page_number.as_ref().and_then(|number| {
        let field = operation.field(&number.parameter)?;
        let total = match &number.total {
            Some(total) => Some(types.way(total)?.0),
            None => None,
        };
        Some(PageNumberPlan { parameter: place(field), rust: field.rust.clone(), first: number.first, total })
    });
    let style = match (token, number) {
        // A parameter that every call has leaves no choice.
        (_, Some(number)) if !number.parameter.optional => PaginationStyle::PageNumber(number),
        (Some(token), Some(_)) if !token.parameter.optional => PaginationStyle::Token(token),
        (Some(token), Some(number)) => PaginationStyle::Either(token, number),
        (Some(token), None) => PaginationStyle::Token(token),
        (None, Some(number)) => PaginationStyle::PageNumber(number),
        (None, None) => return None,
    };
    Some(PaginationPlan { item: *item, items, style })
}

pub(super) fn place(field: &RequestField<'_>) -> Place {
    Place { name: field.name.clone(), optional: !field.parameter.required }
}

impl OperationPlan<'_> {
    /// The field of the request for a parameter.
    pub(super) fn field(&self, parameter: &str) -> Option<&RequestField<'_>> {
        self.fields.iter().find(|field| field.parameter.name == parameter)
    }
}

/// The types that a response is made of.
pub(super) struct Types<'a> {
    pub(super) local: &'a [TypePlan],
    pub(super) shared: &'a [TypePlan],
}

impl Types<'_> {
    /// The fields that names on the wire lead to from the body of the response, and the type of the last.
    pub(super) fn way(&self, wires: &[String]) -> Option<(Vec<Step>, RustType)> {
        let mut rust = RustType::Local("ResponseBody".to_owned());
        let mut steps = Vec::new();
        let mut wires = wires.iter().peekable();
        while let Some(wire) = wires.next() {
            let field = self.fields(&rust)?.iter().find(|field| field.wire == *wire)?;
            if field.within.is_some() {
                wires.next_if(|wire| field.within.as_ref() == Some(wire));
            }
            let FieldPlan { name, optional, deprecated, .. } = field;
            steps.push(Step { name: name.clone(), optional: *optional, deprecated: *deprecated });
            rust = field.rust.clone();
        }
        Some((steps, self.behind(&rust)?))
    }

    /// The fields of a struct.
    fn fields(&self, rust: &RustType) -> Option<&[FieldPlan]> {
        match &self.definition(&self.behind(rust)?)?.body {
            TypeBody::Struct { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// A type behind its boxes and its other names.
    fn behind(&self, rust: &RustType) -> Option<RustType> {
        let mut rust = rust.clone();
        for _ in 0..64 {
            rust = match (&rust, self.definition(&rust).map(|definition| &definition.body)) {
                (RustType::Boxed(inner), _) => *inner.clone(),
                (_, Some(TypeBody::Alias(other))) => other.clone(),
                _ => return Some(rust),
            };
        }
        None
    }

    pub(super) fn definition(&self, rust: &RustType) -> Option<&TypePlan> {
        let (types, name) = match rust {
            RustType::Local(name) => (self.local, name),
            RustType::Shared(name) => (self.shared, name),
            _ => return None,
        };
        types.iter().find(|definition| definition.name == *name)
    }
}

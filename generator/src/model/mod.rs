//! What a spec says, free of OpenAPI and of Rust: the one thing that client, mock, docs and tests are made from.
//!
//! Every list is in the order of the spec where the spec has one (parameters, error rows), and sorted by name where it
//! has none (operations, fields), so that equal specs give equal models.

pub mod alibaba;
mod api;
mod body_content;
mod condition;
mod contract;
mod effect;
mod error_row;
mod expression;
mod known_values;
mod operation;
mod pagination;
mod parameter;
mod poll;
mod response;
mod security;
mod server;
mod shape;
mod webhook;
mod xml;

pub(crate) use self::alibaba as vendor;
pub use api::{Api, LeftOut, Parent, Resource, Site};
pub use body_content::BodyContent;
pub use condition::{Condition, Subject};
pub use contract::{Content, ContentField, Contract, ContractParameter, ContractResponse};
pub use effect::{
    Action, Answer, Effect, Find, Given, GivenCode, GivenResource, List, Members, Omit, Slice, State, States,
};
pub use error_row::{ErrorExample, ErrorRow};
pub use expression::{
    AccountPart, AllAccounts, Ancestors, Counted, Each, Expression, Filter, Filters, Later, Lists, Owner, Precision,
};
pub use operation::{Change, Charge, Limit, Method, Operation, OperationType, Per, Risk, Shown, Window};
pub use pagination::{OffsetPagination, PageNumberPagination, Pagination, TokenPagination, TokenSource};
pub use parameter::{Location, Parameter, Style};
pub use poll::{Poll, PollEnd, PollValue};
pub use response::{Link, Response, ResponseFormat, ResponseHeader, Statuses};
pub use security::{ApiKeyLocation, RequiredScheme, SecurityRequirement, SecurityScheme, SecuritySchemeKind};
pub use server::{Server, ServerVariable};
pub use shape::{Field, Shape, ShapeKind, StringFormat, Variant};
pub use webhook::{Callback, Webhook};
pub use xml::{Xml, XmlKind};

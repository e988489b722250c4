//! The keys of the official format that say nothing about calls.

use std::fmt;

use super::Data;

/// The object that a key is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Context {
    Document,
    Info,
    Directory,
    Endpoint,
    Components,
    Operation,
    SystemTags,
    StaticInfo,
    Parameter,
    Schema,
    Xml,
    Response,
    Header,
    Example,
    ErrorRow,
    CommonError,
    Change,
    FlowControl,
    Limit,
    RamRow,
    RamAction,
    RamResource,
}

/// A key that is left out.
#[derive(Debug)]
pub struct LeftOut {
    /// The object that it is in.
    pub context: Context,
    /// The key.
    pub key: &'static str,
    /// Whether it is left out only if it says nothing.
    pub if_empty: bool,
    /// Why nothing is lost.
    pub reason: &'static str,
}

const fn always(context: Context, key: &'static str, reason: &'static str) -> LeftOut {
    LeftOut { context, key, if_empty: false, reason }
}

const fn if_empty(context: Context, key: &'static str, reason: &'static str) -> LeftOut {
    LeftOut { context, key, if_empty: true, reason }
}

const BACKEND: &str = "how the gateway talks to the service behind it; a caller never sees that";
const SDK: &str = "a hint for the generators of other languages; names on the wire do not change";
const EMPTY: &str = "always empty";
const INTERNAL: &str = "for the vendor's own tools and tests";

/// All keys that are left out.
pub const LEFT_OUT: &[LeftOut] = &[
    always(Context::Document, "version", "the version of the format, not of the API"),
    always(Context::Document, "changeSet", "a repetition, by date, of what the operations contain"),
    always(Context::Document, "flowControl", "a repetition, in one list, of what the operations contain"),
    always(Context::Document, "ram", "a repetition, in one list, of what the operations contain"),
    always(Context::Directory, "id", INTERNAL),
    always(Context::Directory, "type", "always `directory`"),
    always(Context::Endpoint, "areaId", "the continent; the name of the region says where it is"),
    always(Context::Endpoint, "areaName", "the continent; the name of the region says where it is"),
    always(Context::Endpoint, "public", "a repetition of the endpoint"),
    always(Context::Operation, "path", "an operation of the RPC style is identified by its action, not by its path"),
    always(Context::Operation, "schemes", "the client uses HTTPS by default; streams are kept"),
    always(Context::Parameter, "allowEmptyValue", "OpenAPI has it only for a query, where it is kept"),
    always(Context::Operation, "eventInfo", "which events the service sends to EventBridge, not to the caller"),
    always(Context::Operation, "translator", "how the text was translated"),
    always(Context::Operation, "tags", "an older grouping; the directories become tags"),
    always(Context::SystemTags, "abilityTreeCode", INTERNAL),
    always(Context::SystemTags, "abilityTreeNodes", INTERNAL),
    always(Context::SystemTags, "autoTest", INTERNAL),
    always(Context::SystemTags, "notSupportAutoTestReason", INTERNAL),
    always(Context::SystemTags, "tenantRelevance", INTERNAL),
    always(
        Context::StaticInfo,
        "noSubstitutionReason",
        "why there is nothing to call instead, for the vendor's records",
    ),
    always(Context::StaticInfo, "returnType", "`asynchronous` exactly where there is a callback, which is kept"),
    if_empty(Context::Parameter, "examples", EMPTY),
    if_empty(Context::Response, "examples", EMPTY),
    always(Context::Header, "style", "headers of a response are text"),
    always(Context::Schema, "visibility", INTERNAL),
    always(Context::Schema, "backendName", BACKEND),
    always(Context::Schema, "backendParamType", BACKEND),
    always(Context::Schema, "extendType", BACKEND),
    always(Context::Schema, "itemName", BACKEND),
    always(Context::Schema, "itemNode", "the object contains one list, as `properties` say"),
    always(Context::Schema, "index", BACKEND),
    always(Context::Schema, "name", BACKEND),
    always(Context::Schema, "parseType", BACKEND),
    always(Context::Schema, "nullToEmpty", BACKEND),
    always(Context::Schema, "trim", BACKEND),
    always(Context::Schema, "checkBlank", BACKEND),
    always(Context::Schema, "valueMapping", BACKEND),
    always(Context::Schema, "enumValues", BACKEND),
    always(Context::Schema, "dateFormat", BACKEND),
    always(Context::Schema, "bizType", BACKEND),
    always(Context::Schema, "sdkPropertyName", SDK),
    always(Context::Schema, "sdkIgnore", SDK),
    always(Context::Schema, "alibabaCloud", "a whole document that was put into a component by mistake"),
    always(Context::Schema, "info", "a whole document that was put into a component by mistake"),
    always(Context::Schema, "components", "a whole document that was put into a component by mistake"),
    always(Context::Limit, "api", "the operation that has the limit"),
    always(Context::RamAction, "authLevel", "`operate` exactly where the resource is `*`"),
    always(Context::RamResource, "product", "the product of the API"),
    always(
        Context::RamResource,
        "validationType",
        "whether the resource is checked in each call; a policy is written the same",
    ),
];

/// The entry for a key that is left out.
pub(super) fn left_out(context: Context, key: &str, value: &Data) -> Option<&'static LeftOut> {
    LEFT_OUT.iter().find(|entry| entry.context == context && entry.key == key && (!entry.if_empty || value.is_empty()))
}

impl fmt::Display for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self:?}")
    }
}

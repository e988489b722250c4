//! Calls to show and to test with: in Rust, and what is sent, which is worked out here once more from the rules of the
//! protocol, so that a mistake of the client's own serialiser shows.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};
use twinspec_core::Sequence;

use super::example;
use super::literal::{Literals, indented};
use super::operation_plan::{OperationPlan, RequestField};
use super::rust_type::RustType;
use crate::facts::value;
use crate::model::{Api, BodyContent, Location, Operation, Parameter, Shape, ShapeKind, Style, vendor};

/// A call of an operation, in Rust and on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The required parameters, as Rust expressions.
    pub arguments: Vec<String>,
    /// The optional ones: setter and Rust expression.
    pub setters: Vec<(String, String)>,
    /// The modules that the expressions name, to be imported.
    pub uses: Vec<String>,
    /// Whether one of them is read from JSON, which the compiler takes for something that can fail.
    pub reads_json: bool,
    /// The path, percent-encoded.
    pub path: String,
    /// The query as it is signed: percent-encoded and sorted.
    pub query: String,
    /// The query as the client sends it: the same pairs in the order of the parameters.
    pub sent_query: String,
    /// The headers that are parameters, and the cookies among them.
    pub headers: Vec<(String, String)>,
    /// The variables of the host.
    pub host: Vec<(String, String)>,
    /// The body.
    pub body: CallBody,
}

/// The body of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum CallBody {
    /// There is none.
    None,
    /// A form, percent-encoded.
    Form(String),
    /// A JSON text of this value.
    Json(Value),
    /// A JSON text for each item of this list.
    Items(Value),
    /// An XML document of this value.
    Xml(Value),
    /// This text.
    Text(String),
    /// Several parts, which are not worked out once more.
    Parts,
}

/// What stays as it is in a URL: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl OperationPlan<'_> {
    /// The call with the examples of the spec, whatever becomes of it.
    pub fn example(&self) -> Option<Call> {
        self.call(&Map::new())
    }

    /// The call to show: with the examples of the spec, in a mock with what is given. `None` if it would not succeed.
    pub fn sample(&self) -> Option<Call> {
        let success = self.facts.success();
        let at_root = self.model.path == "/" && self.api.vendor.as_ref().is_some_and(vendor::Api::tells_by_name);
        let can_be_shown = self.facts.is_served() && at_root && success.resources.is_empty();
        let call = if can_be_shown { self.call(&success.parameters) } else { None };
        call.filter(|call| call.is_query_only())
    }

    /// A call with the examples of the spec, some of them replaced; of optional parameters, with those whose value can be
    /// written in a line. `None` if no value is known for a required parameter.
    pub fn call(&self, replaced: &Map<String, Value>) -> Option<Call> {
        self.put_together(false, |parameter| {
            replaced.get(&parameter.name).cloned().or_else(|| self.facts.value(parameter))
        })
    }

    /// A call with every parameter that a value is known of, whatever it takes to write it.
    pub fn wire(&self) -> Option<Call> {
        self.put_together(true, |parameter| value::sent(self.api, &parameter.shape, &self.facts.value(parameter)?))
    }

    fn put_together(&self, all: bool, known: impl Fn(&Parameter) -> Option<Value>) -> Option<Call> {
        let mut pieces = Pieces::default();
        let literals = Literals::of(&self.library, &self.module, &self.types, &self.shared_types);
        for field in &self.fields {
            let RequestField { parameter, rust, .. } = field;
            let some = || value::some(self.api, &parameter.shape).filter(|_| parameter.required);
            // Which of several types a text is has to be found out.
            let is_open = |value: &Value| !value.is_object() && is_of_union(self.api, &parameter.shape);
            let line = |value: &Value| match is_open(value) {
                true => None,
                false => example::expression(rust, value).map(|line| self.with_media_type(field, line)),
            };
            let added = known(parameter).or_else(some).is_some_and(|value| match line(&value) {
                Some(line) => pieces.add(self.model, field, &example::normalised(rust, value), line),
                None if all || parameter.required => {
                    value::sent(self.api, &parameter.shape, &value).is_some_and(|value| {
                        // What is tested byte for byte has all members, and what is shown what it needs.
                        let literal = if all || is_open(&value) { None } else { literals.argument(rust, &value) };
                        if let Some((expression, value)) = literal {
                            return pieces.add(self.model, field, &value, expression);
                        }
                        pieces.reads_json = true;
                        let expression = example::from_json(rust, &value, &self.library, &self.module);
                        pieces.add(self.model, field, &value, expression)
                    })
                }
                None => false,
            });
            if parameter.required && !added {
                return None;
            }
        }
        if let Some(content_type) = self.content_type.as_ref().filter(|_| pieces.body.is_some())
            && let Some(media_type) = content_type.needed()
        {
            pieces.setters.push((content_type.setter.clone(), format!("{media_type:?}")));
        }
        pieces.reads_json |= literals.reads_json.get();
        pieces.uses = literals.into_uses();
        pieces.into_call(self.model)
    }
}

impl OperationPlan<'_> {
    /// The expression of a file, or of a list of files, with the media type that has to be said.
    fn with_media_type(&self, field: &RequestField<'_>, expression: String) -> String {
        let Some(media_type) = field.needed_media_type() else { return expression };
        let upload = format!("{}::twinspec_core::Upload::from", self.library);
        match field.rust.inner() {
            RustType::Upload => format!("{upload}({expression}).content_type({media_type:?})"),
            _ => format!("{expression}.map(|file| {upload}(file).content_type({media_type:?}))"),
        }
    }
}

/// Whether values of a shape, or the items of its lists, are of one of several types.
fn is_of_union(api: &Api, shape: &Shape) -> bool {
    match shape.behind(&api.shapes).map(|shape| &shape.kind) {
        Some(ShapeKind::Union { .. }) => true,
        Some(ShapeKind::Array { items, .. }) => is_of_union(api, items),
        _ => false,
    }
}

/// What a call is put together from.
#[derive(Default)]
struct Pieces {
    arguments: Vec<String>,
    setters: Vec<(String, String)>,
    uses: Vec<String>,
    reads_json: bool,
    query: Vec<WirePair>,
    form: Vec<WirePair>,
    path: Vec<(String, String)>,
    cookies: Vec<WirePair>,
    has_parts: bool,
    headers: Vec<(String, String)>,
    host: Vec<(String, String)>,
    body: Option<CallBody>,
}

impl Pieces {
    /// Adds a parameter; whether its value can be written where it has to be.
    fn add(&mut self, operation: &Operation, field: &RequestField<'_>, value: &Value, expression: String) -> bool {
        let parameter = field.parameter;
        let pairs = || wire_pairs(parameter, &parameter.name, value);
        match parameter.location {
            Location::Query | Location::Form | Location::Cookie => {
                let pairs = pairs();
                // An object without members is not there when it has been sent.
                if parameter.required && pairs.is_empty() {
                    return false;
                }
                let place = match parameter.location {
                    Location::Query => &mut self.query,
                    Location::Form => &mut self.form,
                    _ => &mut self.cookies,
                };
                place.extend(pairs);
            }
            Location::Part => self.has_parts = true,
            Location::Header => {
                let pairs = pairs();
                if !pairs.iter().all(|pair| fits_header(&pair.text)) {
                    return false;
                }
                self.headers.extend(pairs.into_iter().map(|pair| (pair.name, pair.text)));
            }
            Location::Path => {
                let pairs = pairs();
                let [WirePair { name, text, written }] = pairs.as_slice() else { return false };
                if matches!(text.as_str(), "" | "." | "..") {
                    return false;
                }
                self.path.push((name.clone(), written.clone()));
            }
            Location::Host => {
                let pairs = pairs();
                if !matches!(pairs.as_slice(), [pair] if fits_host(&pair.text)) {
                    return false;
                }
                self.host.extend(pairs.into_iter().map(|pair| (pair.name, pair.text)));
            }
            Location::Body => match (operation.usual_content(), value) {
                (Some(content), Value::Object(members)) => {
                    for (name, value) in members {
                        let Some(member) = content.member(name) else { return false };
                        match member.location {
                            Location::Part => self.has_parts = true,
                            _ => self.form.extend(wire_pairs(member, name, value)),
                        }
                    }
                }
                (Some(_), _) => return false,
                (None, _) => {
                    self.body = Some(match parameter.style {
                        Style::Xml => CallBody::Xml(value.clone()),
                        Style::Binary | Style::Text => CallBody::Text(scalar(value)),
                        _ if value.is_array() && parameter.media_type.as_deref().and_then(Sequence::of).is_some() => {
                            CallBody::Items(value.clone())
                        }
                        _ => CallBody::Json(value.clone()),
                    });
                }
            },
        }
        if parameter.required {
            self.arguments.push(expression);
        } else {
            self.setters.push((field.name.clone(), expression));
        }
        true
    }

    fn into_call(self, operation: &Operation) -> Option<Call> {
        // What a path says of the query, `/?acl`, is sent before the parameters.
        let (path, fixed) = operation.path.split_once('?').unwrap_or((&operation.path, ""));
        let mut path = path.to_owned();
        for (name, value) in &self.path {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        if path.contains('{') {
            return None;
        }
        let fixed =
            fixed.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let mut query: Vec<_> = fixed.map(|(name, value)| WirePair::new(name, value.to_owned())).collect();
        query.extend(self.query);
        let mut sorted = query.clone();
        sorted.sort();
        let usual = operation.usual_content().into_iter().flat_map(BodyContent::all);
        let sent: Vec<_> = operation.parameters.iter().chain(usual).map(|parameter| parameter.location).collect();
        let is_of = |location| operation.body_required && sent.contains(&location);
        let has_parts = self.has_parts || is_of(Location::Part);
        let has_form = !self.form.is_empty() || is_of(Location::Form);
        let body = match (self.body, has_form, has_parts) {
            (None, false, true) => CallBody::Parts,
            (None, false, false) => CallBody::None,
            (None, true, false) => CallBody::Form(joined_pairs(&self.form)),
            (Some(body), false, false) => body,
            _ => return None,
        };
        let mut headers = self.headers;
        if !self.cookies.is_empty() {
            let cookies = self.cookies.iter().map(|pair| format!("{}={}", encoded(&pair.name), pair.written));
            headers.push(("cookie".to_owned(), cookies.collect::<Vec<_>>().join("; ")));
        }
        Some(Call {
            arguments: self.arguments,
            setters: self.setters,
            uses: self.uses,
            reads_json: self.reads_json,
            path,
            query: joined_pairs(&sorted),
            sent_query: joined_pairs(&query),
            headers,
            host: self.host,
            body,
        })
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A pair of a query, a form or cookies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct WirePair {
    name: String,
    text: String,
    /// The text as a URL has it.
    written: String,
}

impl WirePair {
    fn new(name: &str, text: String) -> Self {
        WirePair { name: name.to_owned(), written: encoded(&text), text }
    }
}

fn joined_pairs(pairs: &[WirePair]) -> String {
    let pairs: Vec<_> = pairs.iter().map(|pair| format!("{}={}", encoded(&pair.name), pair.written)).collect();
    pairs.join("&")
}

/// Whether a header can carry a text: visible ASCII with blanks inside.
fn fits_header(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && text.trim().len() == text.len()
}

/// Whether the host name of a server can begin with a text.
fn fits_host(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The pairs that a value becomes in a query, a form, headers or cookies; one for a path.
fn wire_pairs(parameter: &Parameter, name: &str, value: &Value) -> Vec<WirePair> {
    let Parameter { style, explode, .. } = parameter;
    let is_separate = *explode && matches!(style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited);
    match value {
        Value::Array(items) if items.is_empty() => Vec::new(),
        Value::Object(members) if members.is_empty() => Vec::new(),
        Value::Array(items) if is_separate => items.iter().map(|item| pair(parameter, name, scalar(item))).collect(),
        Value::Object(members) if is_separate => {
            members.iter().map(|(key, member)| pair(parameter, key, scalar(member))).collect()
        }
        Value::Array(_) | Value::Object(_) if *style == Style::Flat => flat_pairs(name, value),
        Value::Array(_) | Value::Object(_) if *style == Style::DeepObject => deep_pairs(parameter, name, value),
        Value::Array(_) | Value::Object(_) if *style == Style::Json => vec![WirePair::new(name, scalar(value))],
        value => vec![joined(parameter, name, value)],
    }
}

fn pair(parameter: &Parameter, name: &str, text: String) -> WirePair {
    let written = if parameter.allow_reserved { with_reserved(&text) } else { encoded(&text) };
    WirePair { name: name.to_owned(), text, written }
}

/// What `allowReserved` leaves as it is, but for what ends a value.
fn with_reserved(text: &str) -> String {
    const KEPT: &AsciiSet = &RESERVED
        .remove(b':')
        .remove(b'/')
        .remove(b'?')
        .remove(b'@')
        .remove(b'!')
        .remove(b'$')
        .remove(b'\'')
        .remove(b'(')
        .remove(b')')
        .remove(b'*')
        .remove(b',')
        .remove(b';');
    utf8_percent_encode(text, KEPT).to_string()
}

/// One pair for the whole value.
fn joined(parameter: &Parameter, name: &str, value: &Value) -> WirePair {
    let Parameter { style, explode, location, .. } = parameter;
    let (before, between) = match (style, explode) {
        (Style::Label, true) => (".".to_owned(), "."),
        (Style::Label, false) => (".".to_owned(), ","),
        (Style::Matrix, true) => (";".to_owned(), ";"),
        (Style::Matrix, false) => (format!(";{name}="), ","),
        (Style::SpaceDelimited, _) => (String::new(), " "),
        (Style::PipeDelimited, _) => (String::new(), "|"),
        _ => (String::new(), ","),
    };
    let own_name = (*style == Style::Matrix && *explode).then_some(name);
    let pieces: Vec<(Option<&str>, String)> = match value {
        Value::Array(items) => items.iter().map(|item| (own_name, scalar(item))).collect(),
        Value::Object(members) if *explode => {
            members.iter().map(|(key, member)| (Some(key.as_str()), scalar(member))).collect()
        }
        Value::Object(members) => {
            members.iter().flat_map(|(key, member)| [(None, key.clone()), (None, scalar(member))]).collect()
        }
        value => vec![(own_name, scalar(value))],
    };
    let text = |write: &dyn Fn(&str) -> String, between: &str| {
        let pieces = pieces.iter().map(|(key, piece)| match key {
            Some(key) => format!("{}={}", write(key), write(piece)),
            None => write(piece),
        });
        format!("{before}{}", pieces.collect::<Vec<_>>().join(between))
    };
    let plain = text(&str::to_owned, between);
    // A value that no one else has joined is encoded in one piece.
    let is_whole = *style == Style::Simple && *location != Location::Path && !*explode;
    let in_url = match between {
        " " => "%20",
        "|" => "%7C",
        other => other,
    };
    let written = match (is_whole, parameter.allow_reserved) {
        (true, _) => encoded(&plain),
        (false, true) => text(&with_reserved, in_url),
        (false, false) => text(&encoded, in_url),
    };
    WirePair { name: name.to_owned(), text: plain, written }
}

/// `filter[color]=red`, `filter[sizes][0]=1`.
fn deep_pairs(parameter: &Parameter, name: &str, value: &Value) -> Vec<WirePair> {
    match value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.flat_map(|(at, item)| deep_pairs(parameter, &format!("{name}[{at}]"), item)).collect()
        }
        Value::Object(members) => {
            let members = members.iter();
            members.flat_map(|(key, member)| deep_pairs(parameter, &format!("{name}[{key}]"), member)).collect()
        }
        value => vec![pair(parameter, name, scalar(value))],
    }
}

/// `Tag.1.Key=k`.
fn flat_pairs(name: &str, value: &Value) -> Vec<WirePair> {
    match value {
        Value::Array(items) => {
            let pairs = |(at, item)| flat_pairs(&format!("{name}.{}", at + 1), item);
            items.iter().enumerate().flat_map(pairs).collect()
        }
        Value::Object(members) => {
            let pairs = |(key, member): (&String, _)| flat_pairs(&format!("{name}.{}", step(key)), member);
            members.iter().flat_map(pairs).collect()
        }
        value => vec![WirePair::new(name, scalar(value))],
    }
}

/// A key between the dots of a flat value; one that is not a name is written with its length before it.
fn step(key: &str) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if plain { key.to_owned() } else { format!("#{}#{key}", key.chars().count()) }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A call of a method, with a line for each of several arguments if one of them has more than one.
fn called(method: &str, arguments: &[String]) -> String {
    if arguments.len() < 2 || !arguments.iter().any(|argument| argument.contains('\n')) {
        return format!(".{method}({})", arguments.join(", "));
    }
    let lines: Vec<_> = arguments.iter().map(|argument| format!("{argument},")).collect();
    format!(".{method}(\n{}\n)", indented(&lines.join("\n")))
}

impl Call {
    /// The call in Rust, without the client before it: `.get_folder("fd-1")` and a line for each setter.
    pub fn lines(&self, method: &str) -> Vec<String> {
        let first = called(method, &self.arguments);
        let setters = self.setters.iter().map(|(name, value)| called(name, std::slice::from_ref(value)));
        let calls = std::iter::once(first).chain(setters).collect::<Vec<_>>().join("\n");
        calls.lines().map(str::to_owned).collect()
    }

    /// The imports of the expressions, a line each.
    pub fn imports(&self) -> String {
        self.uses.iter().map(|path| format!("use {path};\n")).collect()
    }

    /// Whether all parameters travel in the query, so that a shell can send the call without ado.
    pub fn is_query_only(&self) -> bool {
        self.headers.is_empty() && self.host.is_empty() && self.body == CallBody::None
    }
}

impl RustType {
    /// The type under a `Sensitive` or a `Box`.
    pub fn inner(&self) -> &RustType {
        match self {
            RustType::Sensitive(inner) | RustType::Boxed(inner) => inner.inner(),
            rust => rust,
        }
    }

    /// The type that a caller passes: a request marks what is sensitive itself.
    pub(crate) fn bare(&self) -> &RustType {
        match self {
            RustType::Sensitive(inner) => inner,
            rust => rust,
        }
    }
}

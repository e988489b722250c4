//! Lists that come in pages, and tokens that make a repeated call harmless.

use crate::Data;
use crate::object::Object;

const IDEMPOTENCY_TOKENS: [&str; 2] = ["ClientToken", "clientToken"];

/// The parameter that takes a token, the field that has the next one, and the parameter for the size.
const TOKENS: [(&str, &[&str]); 8] = [
    ("NextToken", &["NextToken"]),
    ("nextToken", &["nextToken"]),
    ("next_token", &["next_token"]),
    ("PageToken", &["NextPageToken", "PageToken"]),
    ("pageToken", &["nextPageToken", "pageToken"]),
    ("Marker", &["NextMarker", "Marker"]),
    ("marker", &["nextMarker", "next_marker", "marker"]),
    ("Cursor", &["NextCursor", "Cursor"]),
];
const TOKEN_SIZES: [&str; 9] =
    ["MaxResults", "maxResults", "MaxResult", "max_results", "MaxItems", "Limit", "limit", "MaxKeys", "PageSize"];
const NUMBERS: [&str; 14] = [
    "PageNumber",
    "CurrentPage",
    "PageNo",
    "PageNum",
    "pageNumber",
    "PageIndex",
    "page",
    "Page",
    "currentPage",
    "pageNum",
    "pageNo",
    "page_number",
    "page_num",
    "pageIndex",
];
const NUMBER_SIZES: [&str; 6] = ["PageSize", "pageSize", "page_size", "Size", "size", "PerPage"];
const TOTALS: [&str; 8] =
    ["TotalCount", "totalCount", "total_count", "Total", "total", "TotalRecordCount", "TotalNum", "TotalRecord"];

/// How deep the fields of a response are looked through.
const DEPTH: usize = 3;

/// The parameter that makes a repeated call harmless.
pub(super) fn idempotency_token(parameters: &[Data], body: Option<&Data>) -> Option<&'static str> {
    let known = flat_parameters(parameters, body);
    IDEMPOTENCY_TOKENS.into_iter().find(|token| known.iter().any(|(name, kind)| name == token && *kind == "string"))
}

/// How the list that an operation answers comes in pages.
pub(super) fn pagination(
    parameters: &[Data],
    body: Option<&Data>,
    responses: &Data,
    components: &Data,
) -> Option<Object> {
    let known = flat_parameters(parameters, body);
    let takes = |name: &str, kinds: &[&str]| known.iter().any(|(known, kind)| *known == name && kinds.contains(kind));
    let schema = responses.get("200")?.get("content")?.get("application/json")?.get("schema")?;
    let mut fields = Fields::default();
    fields.collect(schema, components, "", 0);
    let [items] = fields.lists.as_slice() else { return None };
    let sized = |sizes: &[&'static str]| sizes.iter().copied().find(|size| takes(size, &["integer"]));

    let token = TOKENS.iter().find_map(|(parameter, names)| {
        let field = names.iter().find(|name| fields.texts.iter().any(|text| text == *name))?;
        takes(parameter, &["string"]).then(|| {
            let mut token = Object::new();
            token.put("parameter", *parameter);
            token.put("field", *field);
            token.put_some("size", sized(&TOKEN_SIZES));
            token
        })
    });
    let number = NUMBERS.iter().copied().find(|number| takes(number, &["integer"])).map(|parameter| {
        let mut number = Object::new();
        number.put("parameter", parameter);
        number.put_some("size", sized(&NUMBER_SIZES));
        let last = |path: &str, name: &str| path.rsplit('.').next() == Some(name);
        let total = TOTALS.iter().find_map(|name| fields.integers.iter().find(|path| last(path, name)));
        number.put_some("total", total.cloned());
        number
    });
    if token.is_none() && number.is_none() {
        return None;
    }
    let mut pagination = Object::new();
    pagination.put("items", items.clone());
    pagination.put_some("token", token);
    pagination.put_some("page-number", number);
    Some(pagination)
}

/// The parameters in the query or a form: name and type.
fn flat_parameters<'a>(parameters: &'a [Data], body: Option<&'a Data>) -> Vec<(&'a str, &'a str)> {
    let kind = |schema: &'a Data| schema.get("type").and_then(Data::as_text).unwrap_or_default();
    let listed = parameters.iter().filter_map(|parameter| {
        let in_query = parameter.get("in").and_then(Data::as_text) == Some("query");
        Some((parameter.get("name")?.as_text()?, kind(parameter.get("schema")?))).filter(|_| in_query)
    });
    let form = body.and_then(|body| {
        body.get("content")?.get("application/x-www-form-urlencoded")?.get("schema")?.get("properties")
    });
    let form = form.map(Data::entries).unwrap_or_default().iter().map(|(name, schema)| (name.as_str(), kind(schema)));
    listed.chain(form).collect()
}

/// The fields of a response by their paths, `Data.TotalCount`.
#[derive(Default)]
struct Fields {
    lists: Vec<String>,
    texts: Vec<String>,
    integers: Vec<String>,
}

impl Fields {
    fn collect(&mut self, schema: &Data, components: &Data, path: &str, depth: usize) {
        let schema = resolve(schema, components);
        for (name, field) in schema.get("properties").map(Data::entries).unwrap_or_default() {
            // A name with a point in it cannot be distinguished from a path.
            if name.contains('.') {
                continue;
            }
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let field = resolve(field, components);
            match field.get("type").and_then(Data::as_text) {
                Some("array") => self.lists.push(path),
                Some("string") => self.texts.push(path),
                Some("integer") => self.integers.push(path),
                Some("object") if depth + 1 < DEPTH => self.collect(field, components, &path, depth + 1),
                _ => {}
            }
        }
    }
}

/// What a schema is behind its reference.
pub(super) fn resolve<'a>(schema: &'a Data, components: &'a Data) -> &'a Data {
    let only = schema.get("allOf").and_then(|all| all.items().first()).unwrap_or(schema);
    let name = only.get("$ref").and_then(Data::as_text).and_then(|reference| reference.rsplit('/').next());
    name.and_then(|name| components.get(name)).unwrap_or(schema)
}

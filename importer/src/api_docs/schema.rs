//! Schemas: types, bounds, values, and what is in them.

use regex::Regex;

use super::typed::{bound, typed};
use crate::importer::{Fields, Importer};
use crate::kind::Kind;
use crate::object::Object;
use crate::{Context, Data, Repair};

/// Which way the values of a schema travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// To the service, or both ways.
    Request,
    /// From the service.
    Response,
}

/// A schema, with apart what is beside it where it is a parameter or a property.
#[derive(Debug, Clone, Default)]
pub(super) struct Schema {
    /// The component that it is.
    reference: Option<String>,
    title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) deprecated: bool,
    pub(super) required: bool,
    pub(super) sensitive: bool,
    pub(super) example: Option<Data>,
    /// The keywords that describe values.
    keywords: Object,
    /// The kind of value, also of the component that it is.
    pub(super) kind: Kind,
}

impl Schema {
    /// The schema with everything that was not taken from it.
    pub(super) fn into_data(self) -> Data {
        let mut object = Object::new();
        let mut beside = Object::new();
        beside.put_some("title", self.title);
        beside.put_some("description", self.description);
        beside.put_flag("deprecated", self.deprecated);
        beside.extend(self.keywords);
        beside.put_flag("x-twin-sensitive", self.sensitive);
        beside.put_some("example", self.example);
        match self.reference {
            Some(name) => {
                let reference = reference(&name);
                if beside.is_empty() {
                    return reference;
                }
                // Whatever is beside a `$ref` is ignored.
                object.put("allOf", vec![reference]);
                object.extend(beside);
            }
            None => object = beside,
        }
        object.into()
    }

    /// Adds a keyword.
    pub(super) fn keyword(&mut self, key: &str, value: impl Into<Data>) {
        self.keywords.put(key, value);
    }

    /// Whether it is a text of bytes.
    pub(super) fn is_binary(&self) -> bool {
        self.keywords.get("format").and_then(Data::as_text) == Some("binary")
    }
}

/// A `$ref` to a component, from a file one folder below the entry file.
fn reference(name: &str) -> Data {
    Data::one("$ref", format!("../openapi.yaml#/components/schemas/{name}"))
}

impl Importer {
    /// The schema under a key.
    pub(super) fn schema_at(&mut self, key: &str, data: Data, role: Role) -> Schema {
        self.at(key, |this| this.schema(data, role))
    }

    /// A schema of the source.
    pub(super) fn schema(&mut self, data: Data, role: Role) -> Schema {
        let mut fields = self.fields(Context::Schema, data);
        let mut schema = Schema {
            title: self.text(&mut fields, "title"),
            description: self.text(&mut fields, "description"),
            deprecated: self.flag(&mut fields, "deprecated"),
            required: self.flag(&mut fields, "required"),
            sensitive: self.flag(&mut fields, "sensitive"),
            ..Schema::default()
        };
        if schema.description.is_none() {
            schema.description = schema.title.take();
        } else if schema.title == schema.description {
            schema.title = None;
        }
        schema.reference = self.reference(&mut fields);
        match &schema.reference {
            Some(name) => schema.kind = self.components.get(name).copied().unwrap_or_default(),
            None => self.inline(&mut fields, &mut schema, role),
        }
        self.values(&mut fields, &mut schema);
        schema.keywords.put_flag("nullable", self.flag(&mut fields, "nullable"));
        schema.keywords.put_flag("readOnly", self.flag(&mut fields, "readOnly"));
        // What only an SDK with upload helpers, or a page of documentation, has a use for.
        drop((fields.take("docRequired"), fields.take("isFileTransferUrl")));
        self.xml(&mut fields, &mut schema);
        schema.example = self.example(&mut fields, schema.kind);
        self.finish(fields);
        schema
    }

    /// The component that the schema is, if it is one and says nothing better.
    fn reference(&mut self, fields: &mut Fields) -> Option<String> {
        let reference = match (fields.take_text("$ref"), fields.take_text("ref")) {
            (Some(reference), _) => reference,
            (None, Some(reference)) => self.unlinked_reference(reference, fields)?,
            (None, None) => return None,
        };
        let name = reference.strip_prefix("#/components/schemas/").unwrap_or(&reference);
        if ["type", "properties", "items"].iter().any(|key| fields.peek(key).is_some()) {
            self.repaired(Repair::ReferenceBesideType);
            return None;
        }
        if !self.components.contains_key(name) {
            self.repaired(Repair::DanglingReference);
            fields.put("type", "any");
            return None;
        }
        Some(name.to_owned())
    }

    fn unlinked_reference(&mut self, reference: String, fields: &Fields) -> Option<String> {
        if fields.peek("type").is_some() {
            return None;
        }
        self.repaired(Repair::UnlinkedReference);
        Some(reference)
    }

    /// What a schema says that is not a reference.
    fn inline(&mut self, fields: &mut Fields, schema: &mut Schema, role: Role) {
        schema.kind = self.kind(fields);
        let kind = schema.kind;
        if let Some(name) = kind.name() {
            schema.keyword("type", name);
        }
        self.format(fields, schema);
        let properties = fields.take("properties");
        let items = fields.take("items");
        match kind {
            Kind::Object => {
                if items.is_some() {
                    self.repaired_at("items", Repair::ContentsOfAnotherType);
                }
                self.properties(properties, schema, role);
            }
            Kind::Array => self.items(items, properties, fields, schema, role),
            _ => {
                for (key, value) in [("properties", &properties), ("items", &items)] {
                    if value.is_some() {
                        self.repaired_at(key, Repair::ContentsOfAnotherType);
                    }
                }
            }
        }
        match fields.take("additionalProperties") {
            Some(values @ Data::Map(_)) if kind == Kind::Object => {
                let values = self.schema_at("additionalProperties", values, role);
                schema.keyword("additionalProperties", values.into_data());
            }
            Some(Data::Bool(any)) if kind == Kind::Object => schema.keyword("additionalProperties", any),
            Some(_) => self.repaired_at("additionalProperties", Repair::ContentsOfAnotherType),
            None => {}
        }
        self.bounds(fields, schema);
    }

    /// The kind of value; one that is not said follows from what is in it.
    fn kind(&mut self, fields: &mut Fields) -> Kind {
        if let Some(name) = fields.take_text("type") {
            return Kind::of(&name).unwrap_or_else(|| {
                self.at("type", |this| this.unknown(format!("the type `{name}`")));
                Kind::Any
            });
        }
        self.repaired(Repair::MissingType);
        match (fields.peek("properties"), fields.peek("items")) {
            (Some(_), _) => Kind::Object,
            (None, Some(_)) => Kind::Array,
            (None, None) => Kind::Any,
        }
    }

    fn format(&mut self, fields: &mut Fields, schema: &mut Schema) {
        let Some(format) = fields.take_text("format").filter(|format| !format.is_empty()) else { return };
        let fits = match format.as_str() {
            "int32" | "int64" => schema.kind == Kind::Integer,
            "float" | "double" => schema.kind == Kind::Number,
            _ => schema.kind == Kind::String,
        };
        if fits {
            schema.keyword("format", format);
        } else {
            self.repaired_at("format", Repair::FormatOfAnotherType);
        }
    }

    fn properties(&mut self, properties: Option<Data>, schema: &mut Schema, role: Role) {
        let Some(Data::Map(properties)) = properties else { return };
        let mut required = Vec::new();
        let mut lowered = Object::new();
        self.at("properties", |this| {
            for (name, property) in properties {
                let mut property = this.schema_at(&name, property, role);
                if property.required && role == Role::Response {
                    this.repaired_at(&name, Repair::ResponseRequired);
                    property.required = false;
                }
                if property.required {
                    required.push(name.clone());
                }
                lowered.put(&name, property.into_data());
            }
        });
        if !required.is_empty() {
            schema.keyword("required", required);
        }
        if !lowered.is_empty() {
            schema.keyword("properties", lowered);
        }
    }

    fn items(
        &mut self,
        items: Option<Data>,
        properties: Option<Data>,
        fields: &mut Fields,
        schema: &mut Schema,
        role: Role,
    ) {
        let mut items = match (items, properties) {
            (Some(items), properties) => {
                if properties.is_some() {
                    self.repaired_at("properties", Repair::ContentsOfAnotherType);
                }
                self.schema_at("items", items, role)
            }
            (None, Some(properties)) => {
                self.repaired_at("properties", Repair::ContentsOfAnotherType);
                let object =
                    Data::Map(vec![("type".to_owned(), "object".into()), ("properties".to_owned(), properties)]);
                self.schema(object, role)
            }
            (None, None) => {
                self.repaired(Repair::ArrayWithoutItems);
                Schema::default()
            }
        };
        if fields.peek("enum").is_some_and(|values| !values.is_empty())
            && let Some(values) = fields.take("enum")
        {
            self.repaired_at("enum", Repair::EnumOfList);
            self.known_values(values, &mut items);
        }
        // An item of a list is there.
        schema.keyword("items", items.into_data());
    }

    /// The known values, what they mean, and the default.
    fn values(&mut self, fields: &mut Fields, schema: &mut Schema) {
        if let Some(values) = fields.take("enum") {
            self.known_values(values, schema);
        }
        let titles = fields.take_map("enumValueTitles");
        let titles = titles.into_iter().filter_map(|(value, title)| match title {
            Data::Text(title) => Some((value, self.readable(title).trim().into())),
            _ => None,
        });
        schema.keywords.put_filled("x-twin-value-titles", Data::Map(titles.collect()));
        if let Some(default) = fields.take("default") {
            match typed(&default, schema.kind) {
                Some(default) => {
                    let default = self.shown(default);
                    schema.keyword("default", default);
                }
                None => self.repaired_at("default", Repair::UnreadableDefault),
            }
        }
    }

    fn known_values(&mut self, values: Data, schema: &mut Schema) {
        let Data::List(values) = values else {
            self.repaired_at("enum", Repair::MistypedEnum);
            return;
        };
        if values.is_empty() {
            self.repaired_at("enum", Repair::EmptyEnum);
            return;
        }
        let scalar = matches!(schema.kind, Kind::String | Kind::Integer | Kind::Number | Kind::Boolean);
        let read: Option<Vec<_>> = values.iter().map(|value| typed(value, schema.kind).filter(|_| scalar)).collect();
        let Some(read) = read else {
            self.repaired_at("enum", Repair::MistypedEnum);
            return;
        };
        let mut known: Vec<Data> = Vec::new();
        for value in read {
            if known.contains(&value) {
                self.repaired_at("enum", Repair::DuplicateEnumValue);
            } else {
                known.push(value);
            }
        }
        schema.keyword("enum", Data::List(known));
    }

    fn bounds(&mut self, fields: &mut Fields, schema: &mut Schema) {
        for (key, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
            let exclusively = self.flag(fields, exclusive);
            let Some(value) = fields.take(key) else { continue };
            if !matches!(schema.kind, Kind::Integer | Kind::Number) {
                self.repaired_at(key, Repair::BoundOfAnotherType);
                continue;
            }
            match bound(&value, schema.kind) {
                Some(value) => {
                    schema.keyword(key, Data::Number(value));
                    schema.keywords.put_flag(exclusive, exclusively);
                }
                None => self.repaired_at(key, Repair::UnreadableBound),
            }
        }
        for (key, kind) in [
            ("minLength", Kind::String),
            ("maxLength", Kind::String),
            ("minItems", Kind::Array),
            ("maxItems", Kind::Array),
        ] {
            let Some(value) = fields.take(key) else { continue };
            if schema.kind != kind {
                self.repaired_at(key, Repair::BoundOfAnotherType);
                continue;
            }
            match bound(&value, Kind::Integer) {
                Some(value) if value.as_u64().is_some() => schema.keyword(key, Data::Number(value)),
                Some(_) => self.repaired_at(key, Repair::NegativeLength),
                None => self.repaired_at(key, Repair::UnreadableBound),
            }
        }
        if let Some(pattern) = fields.take_text("pattern") {
            if pattern.is_empty() {
                self.repaired_at("pattern", Repair::EmptyPattern);
            } else if schema.kind != Kind::String {
                self.repaired_at("pattern", Repair::BoundOfAnotherType);
            } else if Regex::new(&pattern).is_err() {
                self.repaired_at("pattern", Repair::UnsupportedPattern);
            } else {
                schema.keyword("pattern", pattern);
            }
        }
    }

    fn xml(&mut self, fields: &mut Fields, schema: &mut Schema) {
        let Some(xml) = fields.take("xml") else { return };
        self.at("xml", |this| {
            let mut fields = this.fields(Context::Xml, xml);
            let name = this.text(&mut fields, "name");
            this.finish(fields);
            if let Some(name) = name {
                schema.keyword("xml", Data::one("name", name));
            }
        });
    }

    /// The example of a schema, as a value of its kind.
    fn example(&mut self, fields: &mut Fields, kind: Kind) -> Option<Data> {
        let example = fields.take("example")?;
        let Data::Text(text) = &example else {
            return match typed(&example, kind) {
                Some(example) => Some(example),
                None => {
                    self.repaired_at("example", Repair::UnreadableExample);
                    None
                }
            };
        };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.repaired_at("example", Repair::EmptyExample);
            return None;
        }
        if trimmed.len() != text.len() {
            self.repaired_at("example", Repair::BlanksAroundExample);
        }
        match typed(&trimmed.into(), kind) {
            Some(example) => Some(self.shown(example)),
            None => {
                self.repaired_at("example", Repair::UnreadableExample);
                None
            }
        }
    }

    /// A value without characters that cannot be shown.
    fn shown(&mut self, value: Data) -> Data {
        match value {
            Data::Text(text) => Data::Text(self.readable(text)),
            value => value,
        }
    }
}

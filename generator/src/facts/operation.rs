//! What follows from the model of an operation.

use std::sync::{Arc, OnceLock};

use serde_json::{Map, Value};
use twinspec_schemas::{Components, Direction, Schema, Wish};

use super::served::Alike;
use super::{Events, RowOutcome, Scenario, accept, answers, body, events, row_outcome, scenario, served, value};
use crate::model::{Api, Content, ErrorRow, Location, Operation, Parameter, Response, ResponseFormat};

/// What follows from the model of an operation.
#[derive(Debug)]
pub struct OperationFacts<'a> {
    api: &'a Api,
    schemas: Arc<Schemas>,
    /// The model.
    pub model: &'a Operation,
    /// The successes, if there are several with different bodies; else none.
    pub successes: Vec<&'a Response>,
    /// The errors whose bodies are described.
    pub errors: Vec<&'a Response>,
    /// The format of the body of a success; `None` if it depends on the status.
    pub format: Option<ResponseFormat>,
    /// What a client says that it can read, if it is not what clients of the format say.
    pub accept: Option<String>,
    body: OnceLock<Value>,
    form: OnceLock<Option<Map<String, Value>>>,
    /// How it answers with server-sent events.
    pub events: Option<Events>,
    /// Why a mock cannot serve it, if so.
    pub unserved: Option<&'static str>,
}

impl<'a> OperationFacts<'a> {
    pub(super) fn of(api: &'a Api, model: &'a Operation, alike: &Alike<'_>, schemas: Arc<Schemas>) -> Self {
        let successes = answers::successes(model);
        let format = answers::format(model, &successes);
        OperationFacts {
            api,
            schemas,
            model,
            format,
            accept: accept::of(model, format),
            successes,
            errors: answers::errors(model),
            events: events::of(api, model),
            unserved: served::unserved(model).or_else(|| alike.unserved(model)),
            body: OnceLock::new(),
            form: OnceLock::new(),
        }
    }

    /// Whether the document describes an answer to a call that succeeds, or none at all.
    pub fn can_succeed(&self) -> bool {
        let Some(contract) = &self.model.contract else { return true };
        let mut statuses = contract.responses.iter().map(|response| response.statuses.as_str());
        contract.responses.is_empty() || statuses.any(|statuses| statuses == "default" || statuses.starts_with('2'))
    }

    /// The body that a mock answers with, as JSON; of one that is bytes, their text.
    pub fn body(&self) -> &Value {
        self.body.get_or_init(|| self.made_body().unwrap_or_else(|| body::example(self.api, self.model)))
    }

    /// The body that is made of the schema of the response: an example that fits, or else what a mock makes of it too.
    fn made_body(&self) -> Option<Value> {
        if self.model.response.format != ResponseFormat::Json {
            return None;
        }
        let statuses = self.model.response.statuses.to_string();
        let response = self.model.contract.as_ref()?.responses.iter().find(|response| response.statuses == statuses)?;
        let content = response.contents.iter().find(|content| is_json(content))?;
        let schema = self.schema(&content.schema, Direction::Response);
        let mut examples = content.examples.iter().map(|(_, example)| example);
        let example = examples.find(|example| schema.is_valid(example)).cloned();
        example.or_else(|| schema.sample(&Wish::seeded(0)))
    }

    /// The example of a parameter, if it fits what the document says of it; of one that is required, another value that fits
    /// if there is no example. Where the members of a form do not fit each other, it is one that does.
    pub fn value(&self, parameter: &Parameter) -> Option<Value> {
        match self.form() {
            Some(members) if is_of_form(parameter) => members.get(&parameter.name).cloned(),
            _ => self.own_value(parameter),
        }
    }

    /// The members of a form, if the value of each parameter for itself does not fit the schema of the form, such as one that
    /// chooses from several objects.
    fn form(&self) -> Option<&Map<String, Value>> {
        let made = || {
            let parameters = || self.model.parameters.iter().filter(|parameter| is_of_form(parameter));
            let schema = self.form_schema(parameters().next()?.location)?;
            let members = parameters().filter_map(|one| Some((one.name.clone(), self.own_value(one)?)));
            if schema.is_valid(&Value::Object(members.collect())) {
                return None;
            }
            let sample = schema.sample(&Wish::least(0)).filter(|sample| schema.is_valid(sample))?;
            sample.as_object().cloned()
        };
        self.form.get_or_init(made).as_ref()
    }

    fn own_value(&self, parameter: &Parameter) -> Option<Value> {
        let schema = self.schema_of(parameter);
        let fits = |value: &&Value| schema.as_ref().is_none_or(|schema| schema.is_valid(value));
        let made = || match &schema {
            Some(schema) => schema.sample(&Wish::least(0)),
            None => value::some(self.api, &parameter.shape),
        };
        let example = parameter.example.as_ref().filter(fits).cloned();
        example.or_else(|| made().filter(|_| parameter.required))
    }

    /// All that the document says of a parameter.
    fn schema_of(&self, parameter: &Parameter) -> Option<Schema> {
        let contract = self.model.contract.as_ref()?;
        let of_media_type =
            |wanted: &str| contract.bodies.iter().find(|content| content.media_type.starts_with(wanted));
        match parameter.location {
            Location::Body => {
                let named = parameter.media_type.as_deref().and_then(of_media_type);
                let content = named.or_else(|| contract.bodies.iter().find(|content| is_json(content)))?;
                Some(self.schema(&content.schema, Direction::Request))
            }
            Location::Form | Location::Part => self.form_schema(parameter.location)?.property(&parameter.name),
            location => {
                let of_it =
                    contract.parameters.iter().find(|other| other.name == parameter.name && other.location == location);
                Some(self.schema(&of_it?.schema, Direction::Request))
            }
        }
    }

    /// All that the document says of a form.
    fn form_schema(&self, location: Location) -> Option<Schema> {
        let wanted = if location == Location::Form { "application/x-www-form-urlencoded" } else { "multipart/" };
        let contents = &self.model.contract.as_ref()?.bodies;
        let content = contents.iter().find(|content| content.media_type.starts_with(wanted))?;
        Some(self.schema(&content.schema, Direction::Request))
    }

    fn schema(&self, schema: &Value, direction: Direction) -> Schema {
        Schema::new(schema.clone(), direction, self.schemas.get(self.api))
    }

    /// Whether a mock serves it.
    pub fn is_served(&self) -> bool {
        self.unserved.is_none() && !self.model.is_variant
    }

    /// What becomes of a call that is answered with a row of the error table.
    pub fn row_outcome(&self, row: &ErrorRow) -> RowOutcome {
        row_outcome::of(self.api, self.model, row)
    }

    /// The state in which the operation succeeds.
    pub fn success(&self) -> Scenario<'a> {
        scenario::success(self.api, self.model)
    }

    /// The states that raise a row of the error table.
    pub fn scenarios(&self, row: &'a ErrorRow) -> Vec<Scenario<'a>> {
        scenario::errors(self.api, self.model, row)
    }

    /// The value in the body of the mock's answer at a path.
    pub fn body_at(&self, path: &str) -> Option<&Value> {
        let steps = self.model.response.shape.as_ref()?.steps(path, &self.api.shapes)?;
        let value = steps.iter().try_fold(self.body(), |value, step| value.get(step))?;
        Some(value).filter(|value| !value.is_null())
    }
}

fn is_of_form(parameter: &Parameter) -> bool {
    matches!(parameter.location, Location::Form | Location::Part)
}

fn is_json(content: &Content) -> bool {
    let media_type = content.media_type.split(';').next().unwrap_or_default().trim();
    media_type.ends_with("/json") || media_type.ends_with("+json")
}

/// The components of an API, for whoever asks for them first.
#[derive(Debug, Default)]
pub(super) struct Schemas(OnceLock<Arc<Components>>);

impl Schemas {
    fn get(&self, api: &Api) -> Arc<Components> {
        self.0.get_or_init(|| Arc::new(Components::of(Value::Object(api.schemas.clone())))).clone()
    }
}

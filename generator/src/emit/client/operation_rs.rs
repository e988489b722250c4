use askama::Template;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{events_rs, pagination_rs, poll_rs, types_rs};
use crate::emit::markdown::{doc_text, filters, limit_sentence};
use crate::emit::tokens::{docs, file_docs, ident, number, option, rust_type};
use crate::model::{ErrorRow, Location, Method, OperationType, Parameter, ResponseFormat, Style};
use crate::plan::{Call, KindPlan, OperationPlan, Plan, RequestField, RustType};

#[derive(Template)]
#[template(path = "client/src/operation.md", escape = "none")]
struct Documentation<'a> {
    plan: &'a Plan<'a>,
    operation: &'a OperationPlan<'a>,
    sample: Option<Call>,
    call: Option<Call>,
}

/// `src/<operation>.rs`: the request, the response and the errors of one operation, and the client's method.
pub(super) fn tokens(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> TokenStream {
    let documentation = Documentation { plan, operation, sample: operation.sample(), call: operation.example() };
    let docs = file_docs(&documentation.render().unwrap_or_default());
    let descriptor = descriptor(operation);
    let request = request(operation);
    let response = response(operation);
    let errors = errors(operation);
    let code = quote!(#descriptor #request #response #errors);
    let imports = types_rs::imports(&code);
    quote!(#docs #imports #code)
}

fn descriptor(operation: &OperationPlan<'_>) -> TokenStream {
    let action = &operation.operation.action;
    let docs = docs(&format!("What is known of `{}` before it is called.", operation.operation.id));
    let read_only = operation.operation.operation_type == Some(OperationType::Read);
    let idempotency_token = option(operation.operation.idempotency_token.as_deref());
    let methods = operation.operation.methods.iter().map(|method| method_ident(*method));
    let path = &operation.operation.path;
    let parameters = operation.operation.parameters.iter().map(parameter);
    let rows = operation.operation.errors.iter().map(error_row);
    let response = match operation.operation.response.format {
        ResponseFormat::Empty => quote!(Empty),
        ResponseFormat::Json => quote!(Json),
        ResponseFormat::Xml => quote!(Xml),
        ResponseFormat::Binary => quote!(Binary),
        ResponseFormat::EventStream => quote!(Events),
    };
    quote! {
        #docs
        pub static OPERATION: Operation = Operation {
            api: &crate::API,
            action: #action,
            read_only: #read_only,
            idempotency_token: #idempotency_token,
            methods: &[#(Method::#methods),*],
            path: #path,
            parameters: &[#(#parameters),*],
            response: ResponseFormat::#response,
            errors: &[#(#rows),*],
        };
    }
}

fn method_ident(method: Method) -> Ident {
    format_ident!("{}", format!("{method:?}"))
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, required, sensitive, .. } = parameter;
    let location = match parameter.location {
        Location::Query => quote!(Query),
        Location::Form => quote!(Form),
        Location::Body => quote!(Body),
        Location::Header => quote!(Header),
        Location::Path => quote!(Path),
        Location::Host => quote!(Host),
    };
    let style = match parameter.style {
        Style::Flat => quote!(Flat),
        Style::Json => quote!(Json),
        Style::Simple => quote!(Simple),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::Xml => quote!(Xml),
        Style::Binary => quote!(Binary),
    };
    let required = required.then(|| quote!(.required()));
    let sensitive = sensitive.then(|| quote!(.sensitive()));
    quote!(Parameter::new(#name, Location::#location, Style::#style) #required #sensitive)
}

fn error_row(row: &ErrorRow) -> TokenStream {
    let ErrorRow { code, message, description, remedy, retryable, .. } = row;
    let status = number(row.status);
    let explained = !(description.is_empty() && remedy.is_empty());
    let explained = explained.then(|| quote!(.explained(#description, #remedy)));
    let retryable = retryable.then(|| quote!(.retryable()));
    quote!(ErrorRow::new(#status, #code, #message) #explained #retryable)
}

fn request(operation: &OperationPlan<'_>) -> TokenStream {
    let id = &operation.operation.id;
    let method = ident(&operation.module);
    let fields: Vec<_> = operation.fields.iter().map(|field| ident(&field.name)).collect();
    let types = operation.fields.iter().map(|field| {
        let rust = rust_type(&field.rust);
        if field.parameter.required { rust } else { quote!(Option<#rust>) }
    });
    let sets = operation.fields.iter().map(set);
    let arguments = operation.required().map(argument);
    let arguments: Vec<_> = arguments.collect();
    let values: Vec<_> = operation.fields.iter().map(initial_value).collect();
    let too_many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let setters: Vec<_> = operation.optional().map(setter).collect();
    let setters = (!setters.is_empty()).then(|| quote!(impl<C> Request<C> { #(#setters)* }));
    let unused = fields.is_empty().then(|| quote!(let _ = arguments;));
    let deprecated = operation.operation.deprecated.then(|| quote!(#[deprecated]));
    let default = arguments.is_empty().then(|| {
        quote! {
            impl Default for Request {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let request_docs = docs(&format!("A call of `{id}` that has not been sent."));
    let method_docs = docs(&method_documentation(operation));
    let paginate = operation.pagination.as_ref().map(pagination_rs::paginate);
    let paged = operation.pagination.as_ref().map(|pagination| pagination_rs::methods(operation, pagination));
    let event_source = operation.events.as_ref().map(events_rs::event_source);
    let send = if operation.events.is_some() { events_rs::send() } else { send() };
    let long_running = operation.poll.as_ref().map(poll_rs::long_running);
    let polled = operation.poll.as_ref().map(|poll| poll_rs::methods(operation, poll));
    quote! {
        #request_docs
        #[derive(Debug, Clone)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct Request<C = ()> {
            #[cfg_attr(not(feature = "client"), expect(dead_code, reason = "there is no client to send with"))]
            client: C,
            #(#fields: #types,)*
        }

        impl Request {
            /// A request without a client, to be signed and sent by other means.
            #too_many
            pub fn new(#(#arguments),*) -> Self {
                Self { client: (), #(#values),* }
            }
        }

        #default
        #setters

        impl<C> Input for Request<C> {
            type Output = ResponseBody;
            type ErrorKind = Kind;
            const OPERATION: &'static Operation = &OPERATION;

            fn arguments(&self, arguments: &mut Arguments) {
                #unused
                #(#sets)*
            }
        }

        #event_source
        #paginate
        #long_running

        #[cfg(feature = "client")]
        impl Request<&crate::Client> {
            #send
            #paged
            #polled
        }

        #[cfg(feature = "client")]
        impl crate::Client {
            #method_docs
            #deprecated
            #too_many
            pub fn #method(&self, #(#arguments),*) -> Request<&Self> {
                Request { client: self, #(#values),* }
            }
        }
    }
}

/// The methods that send a request.
fn send() -> TokenStream {
    quote! {
        /// Sends the request when the future is awaited, which then waits for the answer.
        ///
        /// # Errors
        /// [`Kind`] tells what can go wrong.
        pub fn send(self) -> acs_client::ResponseFuture<ResponseBody, Kind> {
            self.client.runtime().send(&self)
        }

        /// [`send`](Self::send) for a thread that waits.
        ///
        /// # Errors
        /// [`Kind`] tells what can go wrong.
        #[cfg(feature = "blocking")]
        pub fn send_blocking(self) -> Result<Response, Error> {
            self.client.runtime().send_blocking(&self)
        }
    }
}

/// Hands the value of a field over.
fn set(field: &RequestField<'_>) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.parameter.name);
    let exposed = matches!(field.rust, RustType::Sensitive(_)).then(|| quote!(.expose()));
    match (field.rust.inner(), field.parameter.required) {
        (RustType::Bytes, true) => quote!(arguments.set_bytes(#wire, self.#name #exposed.clone());),
        (RustType::Bytes, false) => quote! {
            if let Some(bytes) = &self.#name {
                arguments.set_bytes(#wire, bytes #exposed.clone());
            }
        },
        _ => quote!(arguments.set(#wire, &self.#name);),
    }
}

fn method_documentation(operation: &OperationPlan<'_>) -> String {
    let mut text = operation.operation.summary.trim().to_owned();
    if text.is_empty() {
        text = format!("Calls `{}`.", operation.operation.id);
    }
    for field in operation.required() {
        let description = field.parameter.description.lines().next().unwrap_or_default();
        text.push_str(&format!("\n\n* `{}`: {description}", field.name));
    }
    for limit in &operation.operation.limits {
        text.push_str(&format!("\n\n{}", limit_sentence(limit)));
    }
    text
}

/// What a caller gives for a field as `name`, and how that becomes the field's value.
fn given(field: &RequestField<'_>, name: &Ident) -> (TokenStream, TokenStream) {
    let (rust, sensitive) = match &field.rust {
        RustType::Sensitive(inner) => (inner.as_ref(), true),
        rust => (rust, false),
    };
    let (takes, value) = match rust {
        RustType::List(items) => {
            let items = rust_type(items);
            let value = quote!(#name.into_iter().map(Into::into).collect());
            (quote!(impl IntoIterator<Item = impl Into<#items>>), value)
        }
        RustType::String | RustType::Local(_) | RustType::Shared(_) | RustType::Bytes => {
            let rust = rust_type(rust);
            (quote!(impl Into<#rust>), quote!(#name.into()))
        }
        rust => (rust_type(rust), quote!(#name)),
    };
    (takes, if sensitive { quote!(Sensitive::new(#value)) } else { value })
}

fn argument(field: &RequestField<'_>) -> TokenStream {
    let name = ident(&field.name);
    let (takes, _) = given(field, &name);
    quote!(#name: #takes)
}

fn initial_value(field: &RequestField<'_>) -> TokenStream {
    let name = ident(&field.name);
    if !field.parameter.required {
        return quote!(#name: None);
    }
    let (_, value) = given(field, &name);
    if value.to_string() == field.name { quote!(#name) } else { quote!(#name: #value) }
}

fn setter(field: &RequestField<'_>) -> TokenStream {
    let parameter = field.parameter;
    let mut text = doc_text(parameter.documentation().trim());
    if text.is_empty() {
        text = format!("`{}`", parameter.name);
    }
    if let Some(example) = &parameter.example {
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        text.push_str(&format!("\n\nExample: `{example}`"));
    }
    let docs = docs(&text);
    let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&field.name);
    let (takes, value) = given(field, &ident("value"));
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, value: #takes) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn response(operation: &OperationPlan<'_>) -> TokenStream {
    let docs = docs(&format!("What a successful call of `{}` answers.", operation.operation.id));
    let types = operation.types.iter().map(types_rs::definition);
    let stream = operation.events.as_ref().map(|_| events_rs::stream(&operation.operation.id));
    quote! {
        #docs
        pub type Response = acs_core::Response<ResponseBody>;
        #stream
        #(#types)*
    }
}

fn errors(operation: &OperationPlan<'_>) -> TokenStream {
    let id = &operation.operation.id;
    let error_docs = docs(&format!("Why a call of `{id}` failed."));
    let kind_docs = docs(&format!("The ways in which a call of `{id}` can fail."));
    let variants = operation.kinds.iter().map(|KindPlan { name, row }| {
        let mut text = format!("{} `{}`", row.status, row.code);
        for part in [&row.description, &row.remedy] {
            if !part.trim().is_empty() {
                text.push_str(&format!("\n\n{}", doc_text(part.trim())));
            }
        }
        let (docs, name) = (docs(&text), ident(name));
        quote!(#docs #name,)
    });
    let table =
        operation.kind_of_row.iter().filter_map(|kind| operation.kinds.get(*kind)).map(|kind| ident(&kind.name));
    quote! {
        #error_docs
        pub type Error = acs_core::Error<Kind>;

        #kind_docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Kind {
            #(#variants)*
            /// The service answered a code that the spec does not list; [`Error::service`](acs_core::Error::service) has it whole.
            Other,
            /// The call failed on this side: no answer of the service could be had or read.
            /// [`Error::client_kind`](acs_core::Error::client_kind) tells why.
            Client,
        }

        impl ErrorKind for Kind {
            const TABLE: &'static [Self] = &[#(Self::#table),*];
            const OTHER: Self = Self::Other;
            const CLIENT: Self = Self::Client;
        }
    }
}

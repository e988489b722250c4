use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::markdown::doc_text;
use crate::emit::tokens::{self, docs, file_docs, ident, rust_type};
use crate::plan::{FieldPlan, Plan, TypeBody, TypePlan, VariantPlan};

/// `src/types.rs`: the types that operations share.
pub(super) fn module(plan: &Plan<'_>) -> TokenStream {
    let docs = file_docs("Types that stand at several places of the API.");
    let types = plan.types.iter().map(definition);
    let code = quote!(#(#types)*);
    let imports = imports(&code);
    quote!(#docs #imports #code)
}

/// What the code of a client module takes from elsewhere.
pub(super) fn imports(code: &TokenStream) -> TokenStream {
    const CORE: &[&str] = &[
        "Arguments",
        "Decode",
        "Decoder",
        "Encode",
        "ErrorKind",
        "ErrorRow",
        "Input",
        "Location",
        "Method",
        "Operation",
        "Parameter",
        "ResponseFormat",
        "Sensitive",
        "Style",
        "Value",
    ];
    let std = tokens::imports(quote!(std::collections), &["BTreeMap"], code);
    let core = tokens::imports(quote!(acs_core), CORE, code);
    quote!(#std #core)
}

/// A type with its documentation.
pub(super) fn definition(planned: &TypePlan) -> TokenStream {
    let docs = docs(&match planned.description.trim() {
        "" => "An object without a description of its own.".to_owned(),
        description => doc_text(description),
    });
    let name = ident(&planned.name);
    match &planned.body {
        TypeBody::Alias(rust) => {
            let rust = rust_type(rust);
            quote!(#docs pub type #name = #rust;)
        }
        TypeBody::Struct(fields) => structure(&docs, planned, fields),
        TypeBody::Enum(variants) => open_enum(&docs, planned, variants),
    }
}

fn structure(docs: &TokenStream, planned: &TypePlan, fields: &[FieldPlan]) -> TokenStream {
    let name = ident(&planned.name);
    let definitions = fields.iter().map(field);
    let names: Vec<_> = fields.iter().map(|field| ident(&field.name)).collect();
    let wires: Vec<_> = fields.iter().map(|field| &field.wire).collect();
    let deprecated = fields.iter().any(|field| field.deprecated).then(|| quote!(#[allow(deprecated)]));
    let encode = planned.sent.then(|| {
        quote! {
            #deprecated
            impl Encode for #name {
                fn encode(&self) -> Value {
                    acs_core::object(&[#((#wires, &self.#names)),*])
                }
            }
        }
    });
    // What callers write they write as a literal, `Tag { key, ..Tag::default() }`.
    let non_exhaustive = (!planned.sent).then(|| quote!(#[non_exhaustive]));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Default)]
        #non_exhaustive
        pub struct #name { #(#definitions)* }

        #deprecated
        impl Decode for #name {
            fn decode(&mut self, from: Decoder<'_, '_>) {
                from.object(&mut [#((#wires, &mut self.#names)),*]);
            }
        }

        #encode
    }
}

fn field(planned: &FieldPlan) -> TokenStream {
    let mut text = doc_text(planned.description.trim());
    if text.is_empty() {
        text = format!("`{}`", planned.wire);
    }
    if let Some(example) = &planned.example {
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        text.push_str(&format!("\n\nExample: `{example}`"));
    }
    let docs = docs(&text);
    let deprecated = planned.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&planned.name);
    let rust = rust_type(&planned.rust);
    let rust = if planned.optional { quote!(Option<#rust>) } else { rust };
    quote!(#docs #deprecated pub #name: #rust,)
}

/// An enum that keeps what it does not know.
fn open_enum(docs: &TokenStream, planned: &TypePlan, variants: &[VariantPlan]) -> TokenStream {
    let name = ident(&planned.name);
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    let encode = planned.sent.then(|| {
        quote! {
            impl Encode for #name {
                fn encode(&self) -> Value {
                    self.as_str().into()
                }
            }
        }
    });
    let texts = variants.iter().map(|VariantPlan { value, title, .. }| match title {
        Some(title) => tokens::docs(&format!("`{value}`: {}", doc_text(title))),
        None => tokens::docs(&format!("`{value}`")),
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#texts #names,)*
            /// A value that the spec does not list.
            Unknown(String),
        }

        impl #name {
            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl Default for #name {
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#names,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl From<String> for #name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl Decode for #name {
            fn decode(&mut self, from: Decoder<'_, '_>) {
                if let Some(text) = from.text() {
                    *self = Self::from(text.as_ref());
                }
            }
        }

        #encode
    }
}

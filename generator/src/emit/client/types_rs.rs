use heck::ToUpperCamelCase;
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
        "ClientErrorKind",
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
    let serde = tokens::imports(quote!(serde), &["Deserialize", "Serialize"], code);
    quote!(#std #core #serde)
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
        TypeBody::Struct(fields) => {
            let case = pascal_case(fields).then(|| quote!(#[serde(rename_all = "PascalCase")]));
            let derives = if planned.sent {
                quote!(Debug, Clone, PartialEq, Default, Serialize, Deserialize)
            } else {
                quote!(Debug, Clone, PartialEq, Default, Deserialize)
            };
            let fields = fields.iter().map(|field| self::field(field, case.is_some(), planned.sent));
            quote! {
                #docs
                #[derive(#derives)]
                #case
                #[non_exhaustive]
                pub struct #name { #(#fields)* }
            }
        }
        TypeBody::Enum(variants) => open_enum(&docs, planned, variants),
    }
}

/// Whether most names on the wire are the field names in `PascalCase`, so that only the others need a rename.
fn pascal_case(fields: &[FieldPlan]) -> bool {
    fields.iter().filter(|field| is_pascal_case(field)).count() * 2 > fields.len()
}

fn is_pascal_case(field: &FieldPlan) -> bool {
    field.name.to_upper_camel_case() == field.wire && !field.name.ends_with('_')
}

fn field(planned: &FieldPlan, pascal_case: bool, sent: bool) -> TokenStream {
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
    let wire = &planned.wire;
    let same = if pascal_case { is_pascal_case(planned) } else { planned.name == *wire };
    let rename = (!same).then(|| quote!(#[serde(rename = #wire)]));
    let name = ident(&planned.name);
    let rust = rust_type(&planned.rust);
    if planned.optional {
        let skip = sent.then(|| quote!(#[serde(skip_serializing_if = "Option::is_none")]));
        quote!(#docs #deprecated #rename #skip pub #name: Option<#rust>,)
    } else {
        quote!(#docs #deprecated #rename pub #name: #rust,)
    }
}

/// An enum that keeps what it does not know.
fn open_enum(docs: &TokenStream, planned: &TypePlan, variants: &[VariantPlan]) -> TokenStream {
    let name = ident(&planned.name);
    let (derives, serde) = if planned.sent {
        (quote!(Serialize, Deserialize), quote!(from = "String", into = "String"))
    } else {
        (quote!(Deserialize), quote!(from = "String"))
    };
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    let texts = values.iter().map(|value| tokens::docs(&format!("`{value}`")));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash, #derives)]
        #[serde(#serde)]
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

        impl From<#name> for String {
            fn from(value: #name) -> Self {
                value.as_str().to_owned()
            }
        }
    }
}

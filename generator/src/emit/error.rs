/// A file that could not be made. The spec is not to blame: this is a fault of the generator.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    /// Its template failed.
    #[error("the template of the generated file `{path}` failed; this is a fault of the generator, please report it")]
    Template {
        /// The path of the file below the folder of the API.
        path: String,
        /// What the template says.
        #[source]
        source: askama::Error,
    },
    /// It came out as something else than Rust.
    #[error("the generated file `{path}` is not Rust; this is a fault of the generator, please report it")]
    Syntax {
        /// The path of the file below the folder of the API.
        path: String,
        /// Where it stops being Rust.
        #[source]
        source: syn::Error,
    },
}

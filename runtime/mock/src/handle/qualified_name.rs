//! Names that say which API they belong to.

use twinspec_core::Api;

/// The name of an operation, a resource or what is given, `Folder`; with the product before it,
/// `Storage::Folder`, or with product and version, `Storage::2022-04-19::Folder`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QualifiedName<'n> {
    product: Option<&'n str>,
    version: Option<&'n str>,
    pub(crate) name: &'n str,
}

impl<'n> QualifiedName<'n> {
    pub(crate) fn read(text: &'n str) -> Self {
        let mut parts = text.rsplitn(3, "::");
        let name = parts.next().unwrap_or_default();
        match (parts.next(), parts.next()) {
            (Some(version), Some(product)) => QualifiedName { product: Some(product), version: Some(version), name },
            (product, _) => QualifiedName { product, version: None, name },
        }
    }

    /// Whether it can be a name of this API.
    pub(crate) fn fits(&self, api: &Api) -> bool {
        self.product.is_none_or(|product| product == api.name)
            && self.version.is_none_or(|version| version == api.version)
    }
}

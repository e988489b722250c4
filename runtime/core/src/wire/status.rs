//! How descriptions name a status.

/// What a response with a status can be described as, the most exact first: `404`, `4XX`, `default`.
pub(crate) fn described_as(status: u16) -> [String; 3] {
    [status.to_string(), format!("{}XX", status / 100), "default".to_owned()]
}

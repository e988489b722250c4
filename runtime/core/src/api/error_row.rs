//! A row of the error table of an operation.

/// A row of an error table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ErrorRow {
    /// The HTTP status.
    pub status: u16,
    /// The error code, `AlreadyExists.Pet`.
    pub code: &'static str,
    /// The message the service sends with the code.
    pub message: &'static str,
    /// What the caller can do; empty if the description does not say it.
    pub remedy: &'static str,
    /// Whether the same call can succeed when it is repeated.
    pub retryable: bool,
}

impl ErrorRow {
    /// A row with what the service sends: the status, the code, the message.
    ///
    /// ```
    /// use twinspec_core::ErrorRow;
    ///
    /// let row = ErrorRow::new(503, "ServiceUnavailable", "The service is unavailable.").retryable();
    /// let row = row.remedy("Call again after a minute.");
    /// assert!(row.retryable);
    /// assert_eq!(row.remedy, "Call again after a minute.");
    /// ```
    pub const fn new(status: u16, code: &'static str, message: &'static str) -> Self {
        ErrorRow { status, code, message, remedy: "", retryable: false }
    }

    /// The same row with a remedy: what the caller can do.
    pub const fn remedy(self, remedy: &'static str) -> Self {
        ErrorRow { remedy, ..self }
    }

    /// The same row, but the same call can succeed when it is repeated.
    pub const fn retryable(self) -> Self {
        ErrorRow { retryable: true, ..self }
    }
}

/// Whether a code matches a template with `%s` in it. A template that is only `%s` matches no code.
pub(super) fn fits(template: &str, code: &str) -> bool {
    const HOLE: &str = "%s";
    let (Some((first, rest)), true) = (template.split_once(HOLE), template.replace(HOLE, "").len() > 1) else {
        return false;
    };
    let Some(mut code) = code.strip_prefix(first) else { return false };
    let mut parts = rest.split(HOLE).peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return code.len() > part.len() && code.ends_with(part);
        }
        let Some((_, after)) = code.split_once(part) else { return false };
        code = after;
    }
    false
}

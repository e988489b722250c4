//! Whether an operation changes anything.

/// Verbs with which names of operations begin that only read.
const READS: [&str; 12] =
    ["Describe", "List", "Get", "Query", "Check", "Search", "Count", "Find", "Preview", "Validate", "Lookup", "Head"];

/// What is known of the type of an operation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct OperationType {
    /// `read` or `write`.
    pub(super) kind: Option<&'static str>,
    /// Whether the two keys say different things.
    pub(super) contradicting: bool,
}

/// The type of the operation `id`, of which two keys speak that often contradict each other.
pub(super) fn operation_type(id: &str, own: Option<&str>, system: Option<&str>) -> OperationType {
    let own = match own {
        Some("read" | "list") => Some("read"),
        Some("write" | "update" | "delete") => Some("write"),
        _ => None,
    };
    let system = match system {
        Some("get" | "list") => Some("read"),
        Some("create" | "update" | "delete") => Some("write"),
        _ => None,
    };
    let contradicting = matches!((own, system), (Some(own), Some(system)) if own != system);
    let kind =
        if contradicting { Some(of_name(id).unwrap_or("write")) } else { own.or(system).or_else(|| of_name(id)) };
    OperationType { kind, contradicting }
}

fn of_name(id: &str) -> Option<&'static str> {
    let begins = |verb: &str| {
        id.strip_prefix(verb).is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    READS.iter().any(|verb| begins(verb)).then_some("read")
}

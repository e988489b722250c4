{{ imports }}

/// How `{{ name }}` behaves.
pub(crate) static OPERATION: Operation = {{ operation }};

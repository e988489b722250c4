//! How the client introduces itself.

/// `AlibabaCloud (<os>; <arch>) Rust/<version> Core/<version> TeaDSL/2`, as the official SDKs do, and a suffix.
pub(crate) fn user_agent(suffix: Option<&str>) -> String {
    let mut text = format!(
        "AlibabaCloud ({}; {}) Rust/{} Core/{} TeaDSL/2",
        std::env::consts::OS,
        std::env::consts::ARCH,
        twinspec_client::RUST_VERSION,
        env!("CARGO_PKG_VERSION"),
    );
    if let Some(suffix) = suffix.map(str::trim).filter(|suffix| !suffix.is_empty()) {
        text.push(' ');
        text.push_str(suffix);
    }
    text
}

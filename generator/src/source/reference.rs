//! The text of a `$ref`: a relative path, `#`, and a JSON pointer, either of which may be missing (RFC 3986).

use percent_encoding::percent_decode_str;

use crate::pointer;

/// Where a `$ref` leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Target {
    /// The file, relative to the folder of the description, its parts joined by `/`.
    pub(super) file: String,
    /// The steps of the JSON pointer into it.
    pub(super) steps: Vec<String>,
}

/// Why a `$ref` cannot be followed.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unfollowed {
    #[error("a `$ref` to another host is not followed")]
    Remote,
    #[error("a `$ref` to an absolute path is not followed")]
    Absolute,
    #[error("the `$ref` leaves the folder of the description")]
    Outside,
    #[error("the part of a `$ref` after `#` must begin with `/`")]
    Anchor,
}

impl Target {
    /// Reads a `$ref` that is in a file.
    pub(super) fn parse(reference: &str, file: &str) -> Result<Self, Unfollowed> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let (path, fragment) = (decode(path), decode(fragment));
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(Unfollowed::Anchor);
        }
        let steps = pointer::steps(&fragment).map(|step| step.into_owned()).collect();
        let file = if path.is_empty() { file.to_owned() } else { resolve(&path, file)? };
        Ok(Self { file, steps })
    }

    /// The JSON pointer into the file.
    pub(super) fn pointer(&self) -> String {
        self.steps.iter().fold(String::new(), |pointer, step| pointer::join(&pointer, step))
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The path of a file that another file refers to, relative to the folder of the description.
fn resolve(path: &str, from: &str) -> Result<String, Unfollowed> {
    let scheme = path.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
    if scheme || path.starts_with("//") {
        return Err(Unfollowed::Remote);
    }
    if path.starts_with(['/', '\\']) {
        return Err(Unfollowed::Absolute);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Unfollowed::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

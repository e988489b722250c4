//! The names of the environment variables that redirect clients.

/// The variable that redirects the clients of all APIs: `TWINSPEC_ENDPOINT_URL`.
pub const ENDPOINT_URL: &str = "TWINSPEC_ENDPOINT_URL";

/// The variable that redirects the clients of one API, by its title and its name: [`ENDPOINT_URL`] and the words of the
/// title in capitals. If the title has letters that are not ASCII, the name is used instead; if the name has such letters
/// too, there is no variable for this API alone.
///
/// ```
/// let variable = twinspec_core::endpoint_variable("Pet Store", "petstore");
/// assert_eq!(variable.as_deref(), Some("TWINSPEC_ENDPOINT_URL_PET_STORE"));
/// ```
pub fn endpoint_variable(title: &str, name: &str) -> Option<String> {
    let words = words(title).or_else(|| words(name))?;
    Some(format!("{ENDPOINT_URL}_{words}"))
}

/// The words of a name, `SWAGGER_PETSTORE_3_0` for `Swagger Petstore - 3.0`.
fn words(name: &str) -> Option<String> {
    let is_ascii = name.chars().all(|c| c.is_ascii() || !c.is_alphanumeric());
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join("_").to_ascii_uppercase();
    (is_ascii && !words.is_empty()).then_some(words)
}

//! A line that names a program and its arguments.

use super::CredentialsError;

/// Splits a line at blanks. Single and double quotes keep a word together. A backslash takes the next character as it
/// is, inside of double quotes only one of `"\$` and a backquote; on Windows, where it separates folders, it does so
/// before a double quote inside of double quotes only.
pub(super) fn split(line: &str, windows: bool) -> Result<Vec<String>, CredentialsError> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let escaped = match (quote, character, characters.peek()) {
            (Some('"'), '\\', Some('"')) => true,
            (Some('"'), '\\', Some('\\' | '$' | '`' | '\n')) | (None, '\\', Some(_)) => !windows,
            (None, '\\', None) if !windows => return Err(wrong("ends in a backslash")),
            _ => false,
        };
        let text = match (quote, character) {
            _ if escaped => match characters.next() {
                // A line that is continued.
                Some('\n') | None => continue,
                next => next,
            },
            (None, '\'' | '"') => {
                quote = Some(character);
                word.get_or_insert_default();
                continue;
            }
            (Some(open), _) if character == open => {
                quote = None;
                continue;
            }
            (None, blank) if blank.is_whitespace() => {
                words.extend(word.take());
                continue;
            }
            _ => Some(character),
        };
        word.get_or_insert_default().extend(text);
    }
    if quote.is_some() {
        return Err(wrong("has a quote that is not closed"));
    }
    words.extend(word);
    Ok(words)
}

/// The line may hold a secret.
fn wrong(what: &str) -> CredentialsError {
    CredentialsError::new(format!("the command of the external program {what}"))
}
